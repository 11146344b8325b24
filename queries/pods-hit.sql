-- title: Pods hit
-- description: Every pod that a failure hit: where, how often, by what, from when to when.
-- param: namespace String '' Only this namespace; empty = all
-- param: limit Int64 1000 Rows at most
-- columns: pod_namespace, pod_name, node, cause, failures, sandboxes, from_us, until_us
SELECT
  pod_namespace, pod_name, node, cause,
  SUM(failure_n) AS failures,
  COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us
FROM failure_sum
WHERE pod_name <> '' AND ({namespace:String} = '' OR pod_namespace = {namespace:String})
GROUP BY pod_namespace, pod_name, node, cause
ORDER BY failures DESC, pod_namespace, pod_name, node, cause
LIMIT {limit:Int64}
