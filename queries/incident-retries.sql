-- title: Retries of one incident, folded
-- description: One row for each operation on one pod sandbox (or pod) that failed, with how often, from when to when, and the id of one of its failures. Most failures first.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- param: limit Int64 40 Rows at most
-- columns: node, operation, cause, pod_namespace, pod_name, sandbox_id, failures, from_us, until_us, first_id
SELECT
  node, operation, cause, pod_namespace, pod_name, sandbox_id,
  COUNT(*) AS failures,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us,
  MIN(id) AS first_id
FROM failure
WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
GROUP BY node, operation, cause, pod_namespace, pod_name, sandbox_id
ORDER BY failures DESC, from_us, node, operation, cause, pod_namespace, pod_name, sandbox_id
LIMIT {limit:Int64}
