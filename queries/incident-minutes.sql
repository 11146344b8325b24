-- title: Minutes of one incident
-- description: Failures and failing nodes for every minute of one incident that has a failure. Failures without an absolute time are left out.
-- param: incident Int64 0 Incident id from incident-list; 0 = the whole case
-- columns: minute_us, failures, nodes
SELECT
  first_us - first_us % 60000000 AS minute_us,
  COUNT(*) AS failures,
  COUNT(DISTINCT node) AS nodes
FROM failure
WHERE first_us > 0 AND ({incident:Int64} = 0 OR incident_id = {incident:Int64})
GROUP BY first_us - first_us % 60000000
ORDER BY minute_us
