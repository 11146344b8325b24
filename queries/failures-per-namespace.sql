-- title: Failures per namespace
-- description: For every Kubernetes namespace with a failure: failures, pods and nodes hit, first and last failure. Most failures first.
-- columns: pod_namespace, failures, pods, nodes, from_us, until_us
SELECT
  pod_namespace,
  SUM(failure_n) AS failures,
  COUNT(DISTINCT NULLIF(pod_name, '')) AS pods,
  COUNT(DISTINCT NULLIF(node_ref, 0)) AS nodes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us
FROM failure_sum
GROUP BY pod_namespace
ORDER BY failures DESC, pod_namespace
