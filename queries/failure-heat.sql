-- title: Failures per node and span of time
-- description: Failures of every node for every span of time that has one.
-- param: step Int64 60000000 Microseconds of a span
-- columns: step_us, node, failures
SELECT first_us - first_us % {step:Int64} AS step_us, node, COUNT(*) AS failures
FROM failure
WHERE first_us > 0
GROUP BY first_us - first_us % {step:Int64}, node
ORDER BY step_us, node
