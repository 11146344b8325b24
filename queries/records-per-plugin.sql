-- title: Records per plugin and configuration version
-- description: Which CNI plugin the failing records name, with the configuration version it was given and the versions it supports. A NULL version is not in the text; an empty one means that the configuration declares none. Counts log records: a failure has one to five; copies of a record in a second file are left out.
-- columns: plugin, cause, config_version, supported_versions, record_sum, nodes
WITH counted AS (
  SELECT signature_ref, node_ref, SUM(repeat_n) AS n, MIN(id) AS first_id
  FROM event
  WHERE outcome = 'failed' AND plugin <> '' AND copy_of = 0
  GROUP BY signature_ref, node_ref
)
SELECT
  e.plugin, e.cause, e.config_version, e.supported_versions,
  SUM(c.n) AS record_sum,
  COUNT(DISTINCT NULLIF(c.node_ref, 0)) AS nodes
FROM counted c JOIN event e ON e.id = c.first_id
GROUP BY e.plugin, e.cause, e.config_version, e.supported_versions
ORDER BY record_sum DESC, e.plugin, e.cause, e.config_version, e.supported_versions
