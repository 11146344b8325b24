-- title: What happened around a time
-- description: Events within so many seconds before and after a time, in order of time.
-- param: at Int64 0 The time; 0 = that of the first failure
-- param: seconds Int64 60 Seconds before and after
-- param: node String '' Only this node; empty = all
-- param: limit Int64 500 Rows at most
-- columns: time_us, node, component, operation, outcome, cause, sandbox_id, pod_namespace, pod_name, message, source, line
WITH moment AS (
  SELECT CASE WHEN {at:Int64} = 0 THEN COALESCE(MIN(first_us), 0) ELSE {at:Int64} END AS at_us FROM failure WHERE first_us > 0
)
SELECT time_us, node, component, operation, outcome, cause, sandbox_id, pod_namespace, pod_name, message, source, line
FROM event
WHERE time_us > 0
  AND time_us >= (SELECT at_us FROM moment) - {seconds:Int64} * 1000000
  AND time_us <= (SELECT at_us FROM moment) + {seconds:Int64} * 1000000
  AND ({node:String} = '' OR node = {node:String})
ORDER BY time_us, source, line, byte_offset, ord
LIMIT {limit:Int64}
