-- title: Life of one pod
-- description: Every event of one pod, over all its sandboxes, in order of time.
-- param: namespace String '' Namespace of the pod; empty = any
-- param: pod String '' Name of the pod
-- param: limit Int64 1000 Rows at most
-- columns: time_us, node, component, operation, outcome, cause, sandbox_id, attempt, message, failure_id, source, line
SELECT time_us, node, component, operation, outcome, cause, sandbox_id, attempt, message, failure_id, source, line
FROM event
WHERE pod_name = {pod:String} AND pod_name <> '' AND ({namespace:String} = '' OR pod_namespace = {namespace:String})
ORDER BY time_us, source, line, byte_offset, ord
LIMIT {limit:Int64}
