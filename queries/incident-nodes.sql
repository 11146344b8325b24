-- title: Nodes of one incident
-- description: For every node that one incident hit: failures, pod sandboxes, pods, first and last failure. Worst first.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: node, failures, sandboxes, pods, from_us, until_us
SELECT
  node,
  SUM(failure_n) AS failures,
  SUM(CASE WHEN {incident:Int64} = 0 THEN case_sandbox_n ELSE incident_sandbox_n END) + COUNT(DISTINCT NULLIF(sandbox_ref, 0)) AS sandboxes,
  COUNT(DISTINCT NULLIF(pod_ref, 0)) AS pods,
  COALESCE(MIN(NULLIF(first_us, 0)), 0) AS from_us,
  MAX(last_us) AS until_us
FROM pod_sum
WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
GROUP BY node
ORDER BY failures DESC, node
