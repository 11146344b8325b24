-- title: Life of one pod sandbox
-- description: Every event of one pod sandbox in order of time.
-- param: sandbox String '' Whole sandbox id
-- param: limit Int64 1000 Rows at most
-- columns: time_us, node, component, operation, outcome, cause, message, repeat_n, failure_id, source, line
SELECT time_us, node, component, operation, outcome, cause, message, repeat_n, failure_id, source, line
FROM event
WHERE sandbox_id = {sandbox:String} AND sandbox_id <> ''
ORDER BY time_us, source, line, byte_offset, ord
LIMIT {limit:Int64}
