-- title: Records per plugin and configuration version
-- description: Which CNI plugin the failing records name, with the configuration version it was given and the versions it supports. A NULL version is not in the text; an empty one means that the configuration declares none. Counts log records: a failure has one to five.
-- columns: plugin, cause, config_version, supported_versions, record_sum, nodes
SELECT
  plugin, cause, config_version, supported_versions,
  SUM(repeat_n) AS record_sum,
  COUNT(DISTINCT NULLIF(node, '')) AS nodes
FROM event
WHERE outcome = 'failed' AND plugin <> ''
GROUP BY plugin, cause, config_version, supported_versions
ORDER BY record_sum DESC, plugin, cause, config_version, supported_versions
