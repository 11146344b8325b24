-- title: Failures per node and minute
-- description: Failures, pod sandboxes and pods hit for every node and minute that has a failure with a time.
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- param: node String '' Only this node; empty = all
-- columns: minute_us, node, failures, sandboxes, pods
SELECT
  first_us - first_us % 60000000 AS minute_us,
  node,
  COUNT(*) AS failures,
  COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
  COUNT(DISTINCT NULLIF(pod_ref, 0)) AS pods
FROM failure
WHERE first_us > 0
  AND ({since:Int64} = 0 OR first_us >= {since:Int64})
  AND ({until:Int64} = 0 OR first_us <= {until:Int64})
  AND ({node:String} = '' OR node = {node:String})
GROUP BY first_us - first_us % 60000000, node
ORDER BY minute_us, node
