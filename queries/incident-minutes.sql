-- title: Minutes of one incident
-- description: Failures and failing nodes for every minute of one incident that has a failure. Failures without an absolute time are left out.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: minute_us, failures, nodes
SELECT minute_us, SUM(failure_n) AS failures, COUNT(DISTINCT node_ref) AS nodes
FROM minute_sum
WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
GROUP BY minute_us
ORDER BY minute_us
