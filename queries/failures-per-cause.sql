-- title: Failures per cause
-- description: For every cause and failed operation: failures, consequences among them, nodes, pods and pod sandboxes hit, first and last failure.
-- columns: cause, operation, failures, consequences, nodes, pods, sandboxes, from_us, until_us
SELECT
  cause, operation,
  SUM(failure_n) AS failures,
  SUM(failure_n * secondary) AS consequences,
  COUNT(DISTINCT NULLIF(node_ref, 0)) AS nodes,
  COUNT(DISTINCT NULLIF(pod_ref, 0)) AS pods,
  COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us
FROM failure_sum
GROUP BY cause, operation
ORDER BY failures DESC, cause, operation
