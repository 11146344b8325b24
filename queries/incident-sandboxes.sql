-- title: Pod sandboxes of one incident
-- description: The life of every pod sandbox that one incident hit, with its failures. Most failures first. A time of 0 was not seen.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- param: limit Int64 40 Rows at most
-- columns: sandbox_id, node, pod_namespace, pod_name, attempt, state, failures, failed_runs, failed_stops, requested_us, ready_us, stop_us, stopped_us, removed_us, netns_left, replaced_by, from_us, until_us
WITH hit AS (
  SELECT sandbox_ref AS hit_ref, SUM(failure_n) AS failures, COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us, MAX(last_us) AS until_us
  FROM failure_sum
  WHERE sandbox_ref > 0 AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
  GROUP BY sandbox_ref
),
worst AS (
  SELECT s.id AS sandbox_row_id, hit.failures, hit.from_us, hit.until_us
  FROM sandbox s JOIN hit ON hit.hit_ref = s.sandbox_ref
  ORDER BY hit.failures DESC, hit.from_us, s.id
  LIMIT {limit:Int64}
)
SELECT
  s.sandbox_id, s.node, s.pod_namespace, s.pod_name, s.attempt, s.state, w.failures, s.failed_runs, s.failed_stops,
  s.requested_us, s.ready_us, s.stop_us, s.stopped_us, s.removed_us, s.netns_left, s.replaced_by, w.from_us, w.until_us
FROM worst w JOIN sandbox s ON s.id = w.sandbox_row_id
ORDER BY w.failures DESC, w.from_us, s.id
