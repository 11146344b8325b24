-- title: Failures per node
-- description: For every failing node: failures, causes, pods and pod sandboxes hit, first and last failure. Most failures first.
-- param: since Int64 0 Only failures from this time on; 0 = from the beginning
-- param: until Int64 0 Only failures up to this time; 0 = to the end
-- columns: node, failures, causes, pods, sandboxes, from_us, until_us
WITH counted AS (
  SELECT
    node_ref, class_ref, pod_ref, sandbox_ref, COUNT(*) AS n, COALESCE(MIN(NULLIF(first_us, 0)), 0) AS begin_us, MAX(last_us) AS end_us,
    MIN(id) AS least_id
  FROM failure
  WHERE ({since:Int64} = 0 OR first_us >= {since:Int64})
    AND ({until:Int64} = 0 OR first_us <= {until:Int64})
  GROUP BY node_ref, class_ref, pod_ref, sandbox_ref
)
SELECT
  f.node,
  SUM(c.n) AS failures,
  COUNT(DISTINCT f.cause) AS causes,
  COUNT(DISTINCT NULLIF(c.pod_ref, 0)) AS pods,
  COUNT(DISTINCT NULLIF(c.sandbox_ref, 0)) AS sandboxes,
  COALESCE(MIN(NULLIF(c.begin_us, 0)), 0) AS from_us,
  MAX(c.end_us) AS until_us
FROM counted c JOIN failure f ON f.id = c.least_id
GROUP BY f.node
ORDER BY failures DESC, f.node
