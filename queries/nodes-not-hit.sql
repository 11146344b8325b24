-- title: Nodes not hit
-- description: Nodes that the evidence names and that have no failure, with the pod sandboxes that became ready and stopped there and the time their logs cover: 0 sandboxes may mean that there is nothing to compare with.
-- columns: node, sandboxes, ready, stopped, sources, from_us, until_us
WITH lives AS (
  SELECT
    node,
    COUNT(*) AS lived,
    SUM(CASE WHEN ready_us > 0 THEN 1 ELSE 0 END) AS ran,
    SUM(CASE WHEN stopped_us > 0 THEN 1 ELSE 0 END) AS ended
  FROM sandbox
  GROUP BY node
),
logs AS (
  SELECT node, COUNT(*) AS logged, COALESCE(MIN(NULLIF(first_us, 0)), 0) AS log_from, MAX(last_us) AS log_until
  FROM source
  GROUP BY node
)
SELECT
  n.node,
  COALESCE(v.lived, 0) AS sandboxes,
  COALESCE(v.ran, 0) AS ready,
  COALESCE(v.ended, 0) AS stopped,
  COALESCE(g.logged, 0) AS sources,
  COALESCE(g.log_from, 0) AS from_us,
  COALESCE(g.log_until, 0) AS until_us
FROM node n
LEFT JOIN lives v ON v.node = n.node
LEFT JOIN logs g ON g.node = n.node
WHERE n.node <> '' AND n.node NOT IN (SELECT node FROM failure)
ORDER BY n.node
