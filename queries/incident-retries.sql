-- title: Retries, folded
-- description: One row for each operation on one pod sandbox that failed, with how often, from when to when, and the id of one of its failures. Every set-up attempt is a new pod sandbox, so set-ups are folded by pod. Most failures first.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- param: node String '' Only this node; empty = all
-- param: limit Int64 40 Rows at most
-- columns: node, operation, cause, pod_namespace, pod_name, fold_id, failures, sandboxes, from_us, until_us, failure_id
WITH by_pod AS (
  SELECT
    SUM(failure_n) AS failures,
    SUM(CASE WHEN {incident:Int64} = 0 THEN class_sandbox_n ELSE sandbox_n END) + COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
    COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us, MAX(last_us) AS until_us, MIN(first_id) AS worst_id
  FROM pod_sum
  WHERE {since:Int64} = 0 AND {until:Int64} = 0
    AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
    AND ({node:String} = '' OR node = {node:String})
    AND pod_ref > 0 AND operation = 'RunPodSandbox'
  GROUP BY pod_ref, class_ref, node_ref
),
by_sandbox AS (
  SELECT
    SUM(failure_n) AS failures, MIN(CASE WHEN sandbox_ref = 0 THEN 0 ELSE 1 END) AS sandboxes,
    COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us, MAX(last_us) AS until_us, MIN(first_id) AS worst_id
  FROM failure_sum
  WHERE {since:Int64} = 0 AND {until:Int64} = 0
    AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
    AND ({node:String} = '' OR node = {node:String})
    AND (pod_ref = 0 OR operation <> 'RunPodSandbox')
  GROUP BY sandbox_ref, class_ref, pod_ref, node_ref
),
part AS (
  SELECT
    node_ref, class_ref, pod_ref, sandbox_ref, first_us, last_us, id,
    CASE WHEN operation = 'RunPodSandbox' AND pod_ref > 0 THEN 0 ELSE sandbox_ref END AS fold_ref
  FROM failure
  WHERE ({since:Int64} > 0 OR {until:Int64} > 0)
    AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
    AND ({node:String} = '' OR node = {node:String})
    AND first_us >= {since:Int64} AND ({until:Int64} = 0 OR first_us <= {until:Int64})
),
of_part AS (
  SELECT
    COUNT(*) AS failures, COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
    COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us, MAX(last_us) AS until_us, MIN(id) AS worst_id
  FROM part
  GROUP BY node_ref, class_ref, pod_ref, fold_ref
),
worst AS (
  SELECT failures, sandboxes, from_us, until_us, worst_id
  FROM (
    SELECT failures, sandboxes, from_us, until_us, worst_id FROM by_pod
    UNION ALL
    SELECT failures, sandboxes, from_us, until_us, worst_id FROM by_sandbox
    UNION ALL
    SELECT failures, sandboxes, from_us, until_us, worst_id FROM of_part
  ) folded
  ORDER BY failures DESC, from_us, worst_id
  LIMIT {limit:Int64}
)
SELECT
  f.node, f.operation, f.cause, f.pod_namespace, f.pod_name,
  CASE WHEN f.operation = 'RunPodSandbox' AND f.pod_ref > 0 THEN '' ELSE f.sandbox_id END AS fold_id,
  w.failures, w.sandboxes, w.from_us, w.until_us, f.id AS failure_id
FROM worst w JOIN failure f ON f.id = w.worst_id
ORDER BY w.failures DESC, w.from_us, f.id
