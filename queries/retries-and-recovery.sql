-- title: Retries and time to recover
-- description: For every pod and failed operation: how often it was tried in vain, for how long, and when it first succeeded after the last failure (0 = not in these logs). recovered_us counts the pod's next ready sandbox for RunPodSandbox, the stopped sandbox for StopPodSandbox, the removed one for RemovePodSandbox.
-- param: limit Int64 200 Rows at most
-- columns: operation, node, pod_namespace, pod_name, failures, from_us, until_us, recovered_us, wait_us
WITH tried AS (
  SELECT
    operation, node, pod_namespace, pod_name,
    SUM(failure_n) AS failures,
    COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
    MAX(last_us) AS until_us
  FROM failure_sum
  WHERE pod_name <> ''
  GROUP BY operation, node, pod_namespace, pod_name
),
worst AS (
  SELECT operation, node, pod_namespace, pod_name, failures, from_us, until_us
  FROM tried
  ORDER BY failures DESC, from_us, operation, node, pod_namespace, pod_name
  LIMIT {limit:Int64}
),
done AS (
  SELECT pod_namespace, pod_name, 'RunPodSandbox' AS done_operation, ready_us AS done_us FROM sandbox WHERE ready_us > 0
  UNION ALL
  SELECT pod_namespace, pod_name, 'StopPodSandbox' AS done_operation, stopped_us AS done_us FROM sandbox WHERE stopped_us > 0
  UNION ALL
  SELECT pod_namespace, pod_name, 'RemovePodSandbox' AS done_operation, removed_us AS done_us FROM sandbox WHERE removed_us > 0
),
ended AS (
  SELECT w.operation, w.node, w.pod_namespace, w.pod_name, MIN(d.done_us) AS success_us
  FROM worst w
  JOIN done d ON d.pod_name = w.pod_name AND d.pod_namespace = w.pod_namespace AND d.done_operation = w.operation
  WHERE d.done_us > w.until_us
  GROUP BY w.operation, w.node, w.pod_namespace, w.pod_name
)
SELECT
  w.operation, w.node, w.pod_namespace, w.pod_name, w.failures, w.from_us, w.until_us,
  COALESCE(e.success_us, 0) AS recovered_us,
  CASE WHEN COALESCE(e.success_us, 0) = 0 OR w.from_us = 0 THEN 0 ELSE e.success_us - w.from_us END AS wait_us
FROM worst w
LEFT JOIN ended e
  ON e.operation = w.operation AND e.node = w.node AND e.pod_namespace = w.pod_namespace AND e.pod_name = w.pod_name
ORDER BY w.failures DESC, w.from_us, w.operation, w.node, w.pod_namespace, w.pod_name
