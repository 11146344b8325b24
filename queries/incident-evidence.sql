-- title: Lines that the incidents rest on
-- description: For every incident the place and text of its trigger, its first and last failure, and its recovery.
-- param: incident Int64 0 Only this incident; 0 = all
-- columns: incident_id, role, node, time_us, source, line, text
SELECT incident_id, role, node, time_us, source, line, text
FROM evidence
WHERE {incident:Int64} = 0 OR incident_id = {incident:Int64}
ORDER BY incident_id, time_us, role
