-- title: Failures as folded marks of a timeline
-- description: Failures that have a time, counted by pod (by pod sandbox where the pod is not known), kind and span of time; what is not among the pods with most failures is counted by node.
-- param: step Int64 600000000 Microseconds that a mark stands for
-- param: lanes Int64 1500 Pods that are told apart
-- columns: node, lane_namespace, lane_pod, lane_id, operation, cause, secondary, at_us, failures, failure_id
WITH counted AS (
  SELECT
    node_ref, pod_ref, CASE WHEN pod_ref = 0 THEN sandbox_ref ELSE 0 END AS own_ref, class_ref, secondary,
    first_us - first_us % {step:Int64} AS at_us, COUNT(*) AS n, MIN(id) AS first_id
  FROM failure
  WHERE first_us > 0
  GROUP BY
    pod_ref, first_us - first_us % {step:Int64}, class_ref, node_ref,
    CASE WHEN pod_ref = 0 THEN sandbox_ref ELSE 0 END, secondary
), worst AS (
  SELECT node_ref AS w_node, pod_ref AS w_pod, own_ref AS w_own, SUM(n) AS w_failures, MIN(first_id) AS w_id
  FROM counted
  WHERE pod_ref > 0 OR own_ref > 0
  GROUP BY pod_ref, own_ref, node_ref
  ORDER BY w_failures DESC, w_id
  LIMIT {lanes:Int64}
), marks AS (
  SELECT
    COALESCE(w_id, 0) AS lane_ref, node_ref, class_ref, secondary, at_us, SUM(n) AS failures, MIN(first_id) AS failure_id
  FROM counted LEFT JOIN worst
    ON w_node = node_ref AND w_pod = pod_ref AND w_own = own_ref
  GROUP BY at_us, COALESCE(w_id, 0), node_ref, class_ref, secondary
)
SELECT
  f.node,
  CASE WHEN m.lane_ref = 0 THEN '' ELSE f.pod_namespace END AS lane_namespace,
  CASE WHEN m.lane_ref = 0 THEN '' ELSE f.pod_name END AS lane_pod,
  CASE WHEN m.lane_ref = 0 OR f.pod_name <> '' THEN '' ELSE f.sandbox_id END AS lane_id,
  f.operation, f.cause, f.secondary, m.at_us, m.failures, m.failure_id
FROM marks m JOIN failure f ON f.id = m.failure_id
ORDER BY m.at_us, m.failure_id
