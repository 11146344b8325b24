-- title: Failures per pod sandbox
-- description: How often operations on each pod sandbox failed, and from when to when. Most failures first.
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- param: limit Int64 100 Rows at most
-- columns: sandbox_id, node, pod_namespace, pod_name, failures, record_sum, from_us, until_us
WITH worst AS (
  SELECT
    COUNT(*) AS failures, SUM(records) AS record_sum, MIN(first_us) AS from_us, MAX(last_us) AS until_us, MIN(id) AS first_id
  FROM failure
  WHERE sandbox_ref > 0
    AND ({since:Int64} = 0 OR first_us >= {since:Int64})
    AND ({until:Int64} = 0 OR first_us <= {until:Int64})
  GROUP BY sandbox_ref, node_ref, pod_ref
  ORDER BY failures DESC, from_us, first_id
  LIMIT {limit:Int64}
)
SELECT f.sandbox_id, f.node, f.pod_namespace, f.pod_name, w.failures, w.record_sum, w.from_us, w.until_us
FROM worst w JOIN failure f ON f.id = w.first_id
ORDER BY w.failures DESC, w.from_us, w.first_id
