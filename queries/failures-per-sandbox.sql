-- title: Failures per pod sandbox
-- description: How often operations on each pod sandbox failed, and from when to when. Most failures first.
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- param: limit Int64 100 Rows at most
-- columns: sandbox_id, node, pod_namespace, pod_name, failures, record_sum, from_us, until_us
SELECT
  sandbox_id, node, pod_namespace, pod_name,
  COUNT(*) AS failures,
  SUM(records) AS record_sum,
  MIN(first_us) AS from_us,
  MAX(last_us) AS until_us
FROM failure
WHERE sandbox_id <> ''
  AND ({since:Int64} = 0 OR first_us >= {since:Int64})
  AND ({until:Int64} = 0 OR first_us <= {until:Int64})
GROUP BY sandbox_id, node, pod_namespace, pod_name
ORDER BY failures DESC, from_us, sandbox_id, node, pod_namespace, pod_name
LIMIT {limit:Int64}
