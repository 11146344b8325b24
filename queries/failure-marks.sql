-- title: Failures as marks of a timeline
-- description: Every failure that has a time, with its place; lane_id is the pod sandbox where the pod is not known. For cases small enough to show each.
-- param: limit Int64 100000 Rows at most
-- columns: node, lane_namespace, lane_pod, lane_id, sandbox_id, operation, cause, secondary, message, at_us, failures, failure_id, source, line
SELECT
  node, pod_namespace AS lane_namespace, pod_name AS lane_pod, CASE WHEN pod_name = '' THEN sandbox_id ELSE '' END AS lane_id,
  sandbox_id, operation, cause, secondary, message, first_us AS at_us, 1 AS failures, id AS failure_id, source, line
FROM failure
WHERE first_us > 0
ORDER BY first_us, id
LIMIT {limit:Int64}
