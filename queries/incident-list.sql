-- title: Incidents
-- description: Failures that belong together, with trigger, extent and recovery. consequence_of names the incident that brought it about, 0 = none.
-- columns: id, cause, operation, first_us, last_us, nodes, pods, sandboxes, failures, trigger_kind, trigger_us, trigger_text, onset_before, recovered_us, consequence_of
SELECT
  id, cause, operation, first_us, last_us, nodes, pods, sandboxes, failures, trigger_kind, trigger_us, trigger_text, onset_before,
  recovered_us, consequence_of
FROM incident
ORDER BY first_us, id
