-- title: Version evidence
-- description: Versions of containerd, kubelet, CNI plugins and others that the evidence names, with the first place that names each and how often it is named.
-- param: component String '' Only this component; empty = all
-- columns: node, component, kind, version, from_us, until_us, mentions, source, line
WITH named AS (
  SELECT
    node, component, kind, value AS version, time_us AS from_us, source, line, id,
    MAX(time_us) OVER (PARTITION BY node, component, kind, value) AS until_us,
    COUNT(*) OVER (PARTITION BY node, component, kind, value) AS mentions,
    ROW_NUMBER() OVER (PARTITION BY node, component, kind, value ORDER BY time_us, source, line, id) AS place
  FROM fact
  WHERE kind IN ('version', 'runtime-start', 'kubelet-start', 'plugin-versions') AND value <> ''
    AND ({component:String} = '' OR component = {component:String})
)
SELECT node, component, kind, version, from_us, until_us, mentions, source, line
FROM named
WHERE place = 1
ORDER BY component, node, from_us, kind, version, source, line
