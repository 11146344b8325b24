-- title: One incident in numbers
-- description: Failures, retries, log records, pod sandboxes, pods, namespaces and nodes of one incident (or of the whole case). A retry is a failure beyond the first of its operation on the same pod sandbox; for set-ups, of which every attempt is a new pod sandbox, on the same pod.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: failures, retries, record_sum, events_sum, sandboxes, pods, namespaces, nodes, from_us, until_us
WITH hit AS (
  SELECT
    node_ref, operation, pod_ref, sandbox_ref, pod_namespace, failure_n, record_n, event_n, first_us, last_us, sandbox_n,
    CASE WHEN {incident:Int64} = 0 THEN case_sandbox_n ELSE incident_sandbox_n END AS sandboxes_of,
    CASE WHEN {incident:Int64} = 0 THEN case_fold_n ELSE incident_fold_n END AS folds_of,
    CASE WHEN operation = 'RunPodSandbox' AND pod_name <> '' THEN 1 ELSE 0 END AS by_pod
  FROM pod_sum
  WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
),
folded AS (
  SELECT node_ref, operation, pod_ref, CASE WHEN by_pod = 1 THEN 0 ELSE sandbox_ref END AS fold_ref
  FROM hit
  WHERE by_pod = 1 OR sandbox_n = 0
  GROUP BY node_ref, operation, pod_ref, CASE WHEN by_pod = 1 THEN 0 ELSE sandbox_ref END
)
SELECT
  COALESCE(SUM(failure_n), 0) AS failures,
  COALESCE(SUM(failure_n), 0) - COALESCE(SUM(CASE WHEN by_pod = 1 THEN 0 ELSE folds_of END), 0)
    - (SELECT COUNT(*) FROM folded) AS retries,
  COALESCE(SUM(record_n), 0) AS record_sum,
  COALESCE(SUM(event_n), 0) AS events_sum,
  COALESCE(SUM(sandboxes_of), 0) + COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
  COUNT(DISTINCT NULLIF(pod_ref, 0)) AS pods,
  COUNT(DISTINCT NULLIF(pod_namespace, '')) AS namespaces,
  COUNT(DISTINCT NULLIF(node_ref, 0)) AS nodes,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  COALESCE(MAX(last_us), 0) AS until_us
FROM hit
