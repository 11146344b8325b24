-- title: Retries, folded
-- description: One row for each operation on one pod sandbox that failed, with how often, from when to when, and the id of one of its failures. Every set-up attempt is a new pod sandbox, so set-ups are folded by pod. Most failures first.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- param: node String '' Only this node; empty = all
-- param: limit Int64 40 Rows at most
-- columns: node, operation, cause, pod_namespace, pod_name, fold_id, failures, sandboxes, from_us, until_us, first_id
WITH folded AS (
  SELECT
    id, node, operation, cause, pod_namespace, pod_name, sandbox_id, first_us, last_us,
    CASE WHEN operation = 'RunPodSandbox' AND pod_name <> '' THEN '' ELSE sandbox_id END AS fold_id
  FROM failure
  WHERE ({incident:Int64} = 0 OR incident_id = {incident:Int64})
    AND ({node:String} = '' OR node = {node:String})
    AND first_us >= {since:Int64} AND ({until:Int64} = 0 OR first_us <= {until:Int64})
)
SELECT
  node, operation, cause, pod_namespace, pod_name, fold_id,
  COUNT(*) AS failures,
  COUNT(DISTINCT NULLIF(sandbox_id, '')) AS sandboxes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us,
  MIN(id) AS first_id
FROM folded
GROUP BY node, operation, cause, pod_namespace, pod_name, fold_id
ORDER BY failures DESC, from_us, node, operation, cause, pod_namespace, pod_name, fold_id
LIMIT {limit:Int64}
