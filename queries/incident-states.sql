-- title: How the pod sandboxes of one incident ended
-- description: Pod sandboxes that one incident hit, by their state when the logs end, and how many have their network namespace still attached.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: state, sandboxes, attached
WITH hit AS (
  SELECT sandbox_id AS hit_id
  FROM failure
  WHERE sandbox_id <> '' AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
  GROUP BY sandbox_id
)
SELECT s.state, COUNT(*) AS sandboxes, SUM(s.netns_left) AS attached
FROM sandbox s JOIN hit ON hit.hit_id = s.sandbox_id
GROUP BY s.state
ORDER BY s.state
