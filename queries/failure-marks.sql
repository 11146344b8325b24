-- title: Failures as marks of a timeline
-- description: Every failure that has a time, with its place; lane_id is the pod sandbox where the pod is not known. For cases small enough to show each.
-- param: limit Int64 50000 Rows at most
-- columns: node, lane_namespace, lane_pod, lane_id, sandbox_id, operation, cause, secondary, message, at_us, failures, failure_id, source, line
WITH picked AS (
  SELECT id AS picked_id
  FROM failure
  WHERE first_us > 0
  ORDER BY first_us, id
  LIMIT {limit:Int64}
)
SELECT
  f.node, f.pod_namespace AS lane_namespace, f.pod_name AS lane_pod, CASE WHEN f.pod_name = '' THEN f.sandbox_id ELSE '' END AS lane_id,
  f.sandbox_id, f.operation, f.cause, f.secondary, f.message, f.first_us AS at_us, 1 AS failures, f.id AS failure_id, f.source, f.line
FROM picked p JOIN failure f ON f.id = p.picked_id
ORDER BY f.first_us, f.id
