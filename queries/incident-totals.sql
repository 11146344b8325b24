-- title: One incident in numbers
-- description: Failures, log records, pod sandboxes, pods, namespaces and nodes of one incident (or of the whole case).
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: failures, record_sum, events_sum, sandboxes, pods, namespaces, nodes, from_us, until_us
SELECT
  COUNT(*) AS failures,
  COALESCE(SUM(records), 0) AS record_sum,
  COALESCE(SUM(events_seen), 0) AS events_sum,
  COUNT(DISTINCT NULLIF(sandbox_id, '')) AS sandboxes,
  COUNT(DISTINCT NULLIF(pod_namespace || '/' || pod_name, '/')) AS pods,
  COUNT(DISTINCT NULLIF(pod_namespace, '')) AS namespaces,
  COUNT(DISTINCT NULLIF(node, '')) AS nodes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  COALESCE(MAX(last_us), 0) AS until_us
FROM failure
WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
