-- title: How the pod sandboxes of one incident ended
-- description: Pod sandboxes that one incident hit, by their state when the logs end, and how many have their network namespace still attached.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: state, sandboxes, attached
SELECT state, COUNT(*) AS sandboxes, SUM(netns_left) AS attached
FROM sandbox
WHERE sandbox_ref IN (
  SELECT sandbox_ref FROM failure_sum WHERE sandbox_ref > 0 AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
)
GROUP BY state
ORDER BY state
