-- title: Phases of pod sandboxes
-- description: The times of pod sandboxes' lives, those with most failures first. A time of 0 was not seen.
-- param: limit Int64 5000 Rows at most
-- columns: node, pod_namespace, pod_name, sandbox_id, state, failed, requested_us, ready_us, stop_us, stopped_us, removed_us
SELECT
  node, pod_namespace, pod_name, sandbox_id, state, failed_runs + failed_stops AS failed,
  requested_us, ready_us, stop_us, stopped_us, removed_us
FROM sandbox
ORDER BY failed DESC, requested_us, id
LIMIT {limit:Int64}
