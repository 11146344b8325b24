-- title: Life of one pod
-- description: Every event of one pod, over all its sandboxes, in order of time.
-- param: namespace String '' Namespace of the pod; empty = any
-- param: pod String '' Name of the pod
-- param: limit Int64 1000 Rows at most
-- columns: time_us, node, component, operation, outcome, cause, sandbox_id, attempt, message, failure_id, source, line
WITH life AS (
  SELECT id AS life_id
  FROM event
  WHERE {pod:String} <> '' AND pod_name = {pod:String} AND ({namespace:String} = '' OR pod_namespace = {namespace:String})
  ORDER BY time_us, source, line, byte_offset, ord
  LIMIT {limit:Int64}
)
SELECT
  e.time_us, e.node, e.component, e.operation, e.outcome, e.cause, e.sandbox_id, e.attempt, e.message, e.failure_id,
  e.source, e.line
FROM life l JOIN event e ON e.id = l.life_id
ORDER BY e.time_us, e.source, e.line, e.byte_offset, e.ord
