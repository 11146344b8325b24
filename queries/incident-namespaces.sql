-- title: Namespaces of one incident
-- description: For every namespace that one incident hit: pods, pod sandboxes and failures. Worst first.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: pod_namespace, pods, sandboxes, failures
SELECT
  pod_namespace,
  COUNT(DISTINCT NULLIF(pod_name, '')) AS pods,
  SUM(CASE WHEN {incident:Int64} = 0 THEN case_sandbox_n ELSE incident_sandbox_n END) + COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
  SUM(failure_n) AS failures
FROM pod_sum
WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
GROUP BY pod_namespace
ORDER BY failures DESC, pod_namespace
