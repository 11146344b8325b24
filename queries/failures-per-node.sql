-- title: Failures per node
-- description: For every failing node: failures, causes, pods and pod sandboxes hit, first and last failure. Most failures first.
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- columns: node, failures, causes, pods, sandboxes, from_us, until_us
SELECT
  node,
  COUNT(*) AS failures,
  COUNT(DISTINCT cause) AS causes,
  COUNT(DISTINCT NULLIF(pod_namespace || '/' || pod_name, '/')) AS pods,
  COUNT(DISTINCT NULLIF(sandbox_id, '')) AS sandboxes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us
FROM failure
WHERE ({since:Int64} = 0 OR first_us >= {since:Int64})
  AND ({until:Int64} = 0 OR first_us <= {until:Int64})
GROUP BY node
ORDER BY failures DESC, node
