-- title: How the pod sandboxes of one incident ended
-- description: Pod sandboxes that one incident hit, by their state when the logs end, and how many have their network namespace still attached.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: state, sandboxes, attached
WITH hit AS (
  SELECT sandbox_ref AS hit_ref
  FROM failure_sum
  WHERE sandbox_ref > 0 AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
  GROUP BY sandbox_ref
)
SELECT s.state, COUNT(*) AS sandboxes, SUM(s.netns_left) AS attached
FROM sandbox s JOIN hit ON hit.hit_ref = s.sandbox_ref
GROUP BY s.state
ORDER BY s.state
