-- title: One incident in numbers
-- description: Failures, retries, log records, pod sandboxes, pods, namespaces and nodes of one incident (or of the whole case). A retry is a failure beyond the first of its operation on the same pod sandbox; for set-ups, of which every attempt is a new pod sandbox, on the same pod.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: failures, retries, record_sum, events_sum, sandboxes, pods, namespaces, nodes, from_us, until_us
WITH folded AS (
  SELECT
    node, operation, pod_namespace, pod_name, sandbox_id, first_us, last_us, records, events_seen,
    CASE WHEN operation = 'RunPodSandbox' AND pod_name <> '' THEN '' ELSE sandbox_id END AS fold_id
  FROM failure
  WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
)
SELECT
  COUNT(*) AS failures,
  COUNT(*) - COUNT(DISTINCT node || ' ' || operation || ' ' || pod_namespace || '/' || pod_name || ' ' || fold_id) AS retries,
  COALESCE(SUM(records), 0) AS record_sum,
  COALESCE(SUM(events_seen), 0) AS events_sum,
  COUNT(DISTINCT NULLIF(sandbox_id, '')) AS sandboxes,
  COUNT(DISTINCT NULLIF(pod_namespace || '/' || pod_name, '/')) AS pods,
  COUNT(DISTINCT NULLIF(pod_namespace, '')) AS namespaces,
  COUNT(DISTINCT NULLIF(node, '')) AS nodes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  COALESCE(MAX(last_us), 0) AS until_us
FROM folded
