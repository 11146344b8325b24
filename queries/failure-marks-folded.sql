-- title: Failures as folded marks of a timeline
-- description: Failures that have a time, counted by pod (by pod sandbox where the pod is not known), kind and span of time; what is not among the pods with most failures is counted by node.
-- param: step Int64 60000000 Microseconds that a mark stands for
-- param: lanes Int64 1500 Pods that are told apart
-- columns: node, lane_namespace, lane_pod, lane_id, operation, cause, secondary, at_us, failures, failure_id
WITH counted AS (
  SELECT
    node, pod_namespace, pod_name, CASE WHEN pod_name = '' THEN sandbox_id ELSE '' END AS own_id,
    operation, cause, secondary, first_us - first_us % {step:Int64} AS at_us, COUNT(*) AS n, MIN(id) AS first_id
  FROM failure
  WHERE first_us > 0
  GROUP BY
    node, pod_namespace, pod_name, CASE WHEN pod_name = '' THEN sandbox_id ELSE '' END, operation, cause, secondary,
    first_us - first_us % {step:Int64}
), worst AS (
  SELECT node AS w_node, pod_namespace AS w_namespace, pod_name AS w_pod, own_id AS w_id, SUM(n) AS w_failures
  FROM counted
  WHERE pod_name <> '' OR own_id <> ''
  GROUP BY node, pod_namespace, pod_name, own_id
  ORDER BY w_failures DESC, w_node, w_namespace, w_pod, w_id
  LIMIT {lanes:Int64}
)
SELECT
  node, COALESCE(w_namespace, '') AS lane_namespace, COALESCE(w_pod, '') AS lane_pod, COALESCE(w_id, '') AS lane_id,
  operation, cause, secondary, at_us, SUM(n) AS failures, MIN(first_id) AS failure_id
FROM counted LEFT JOIN worst
  ON w_node = node AND w_namespace = pod_namespace AND w_pod = pod_name AND w_id = own_id
GROUP BY node, COALESCE(w_namespace, ''), COALESCE(w_pod, ''), COALESCE(w_id, ''), operation, cause, secondary, at_us
ORDER BY at_us, node, lane_namespace, lane_pod, lane_id, operation, cause, secondary
