-- title: Records of one failure
-- description: Every log record and Kubernetes Event that prints one failure.
-- param: failure Int64 1 Failure id
-- columns: time_us, node, component, operation, outcome, kind, message, repeat_n, source, line, line_end
SELECT time_us, node, component, operation, outcome, kind, message, repeat_n, source, line, line_end
FROM event
WHERE failure_id = {failure:Int64}
ORDER BY time_us, source, line, byte_offset, ord
