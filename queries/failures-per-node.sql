-- title: Failures per node
-- description: For every failing node: failures, causes, pods and pod sandboxes hit, first and last failure. Most failures first.
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- columns: node, failures, causes, pods, sandboxes, from_us, until_us
WITH counted AS (
  SELECT
    node, cause, pod_ref, sandbox_ref, failure_n AS n, first_us AS begin_us, last_us AS end_us
  FROM failure_sum
  WHERE {since:Int64} = 0 AND {until:Int64} = 0
  UNION ALL
  SELECT
    node, cause, pod_ref, sandbox_ref, 1 AS n, first_us AS begin_us, last_us AS end_us
  FROM failure
  WHERE ({since:Int64} > 0 OR {until:Int64} > 0)
    AND first_us >= {since:Int64} AND ({until:Int64} = 0 OR first_us <= {until:Int64})
)
SELECT
  node,
  SUM(n) AS failures,
  COUNT(DISTINCT cause) AS causes,
  COUNT(DISTINCT NULLIF(pod_ref, 0)) AS pods,
  COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
  COALESCE(MIN(NULLIF(begin_us, 0)), 0) AS from_us,
  MAX(end_us) AS until_us
FROM counted
GROUP BY node
ORDER BY failures DESC, node
