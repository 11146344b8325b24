/** Text of message m: where it is a template, with the sandbox id, pod uid and pod name of its own event put back in. */
const MESSAGE = `CASE m.templated WHEN 1 THEN replace(replace(replace(m.text, char(1), o.sandbox_id), char(2), q.pod_uid),
    char(3), q.pod_name) ELSE m.text END`

/** SQL that prints a column of microseconds as ISO-8601 UTC text with six decimals; '' for 0. */
function readable(column: string): string {
  return `CASE ${column} WHEN 0 THEN '' ELSE strftime('%Y-%m-%dT%H:%M:%S', ${column} / 1000000, 'unixepoch')
    || printf('.%06dZ', ${column} % 1000000) END`
}

const EVENT_COLUMNS = `
  e.id AS id, s.path AS source, e.line AS line, e.line + e.line_span AS line_end, e.byte_offset AS byte_offset,
  e.ord AS ord, e.time_us AS time_us, e.time_us + e.last_span AS last_us, e.repeat_n AS repeat_n, n.name AS node,
  g.component AS component, g.operation AS operation, g.outcome AS outcome, g.cause AS cause,
  k.sandbox_id AS sandbox_id, p.pod_namespace AS pod_namespace, p.pod_name AS pod_name, p.pod_uid AS pod_uid,
  e.attempt AS attempt, g.plugin AS plugin, g.config_version AS config_version,
  g.supported_versions AS supported_versions,
  ${MESSAGE} AS message,
  g.kind AS kind, g.secondary AS secondary, coalesce(f.failure_id, 0) AS failure_id`

/** An event takes its sandbox's full id, its pod and its node from what other lines say, but only where it lacks them itself. */
const EVENT_JOINS = `
FROM event_row e
LEFT JOIN source s ON s.id = e.source_id
LEFT JOIN signature g ON g.id = e.signature_ref
LEFT JOIN sandbox_identity i ON i.sandbox_ref = e.sandbox_ref
LEFT JOIN pod_identity u ON u.pod_ref = e.pod_ref
LEFT JOIN sandbox_key o ON o.id = e.sandbox_ref
LEFT JOIN pod q ON q.id = e.pod_ref
LEFT JOIN sandbox_key k ON k.id = coalesce(i.full_ref, e.sandbox_ref)
LEFT JOIN pod p ON p.id = CASE WHEN u.named_ref <> 0 THEN u.named_ref WHEN i.pod_ref <> 0 THEN i.pod_ref
  ELSE e.pod_ref END
LEFT JOIN pod_identity v ON v.pod_ref = p.id
LEFT JOIN node n ON n.id = CASE WHEN e.node_ref <> 0 THEN e.node_ref WHEN i.node_ref <> 0 THEN i.node_ref
  ELSE coalesce(v.node_ref, 0) END
LEFT JOIN message m ON m.id = e.message_ref
LEFT JOIN failure_event f ON f.event_id = e.id`

/** View `event` for our own connections: as stored, and `raw` through the SQL function raw_text. */
export const EVENT_WITH_RAW = `CREATE TEMP VIEW event AS SELECT ${EVENT_COLUMNS},
  raw_text(w.id, w.data, e.raw_offset, e.raw_bytes) AS raw ${EVENT_JOINS}
LEFT JOIN raw_block w ON w.id = e.block_ref`

/** The views of schema version 1. */
export const VIEWS: string = `
CREATE VIEW event AS SELECT ${EVENT_COLUMNS} ${EVENT_JOINS};
CREATE VIEW failure AS SELECT
  f.id AS id, n.name AS node, c.operation AS operation, c.cause AS cause, k.sandbox_id AS sandbox_id,
  p.pod_namespace AS pod_namespace, p.pod_name AS pod_name, p.pod_uid AS pod_uid, f.first_us AS first_us,
  f.last_us AS last_us, f.records AS records, f.events_seen AS events_seen, g.plugin AS plugin,
  g.config_version AS config_version, g.supported_versions AS supported_versions,
  ${MESSAGE} AS message,
  f.secondary AS secondary, f.incident_id AS incident_id, s.path AS source, a.line AS line
FROM failure_row f
LEFT JOIN failure_class c ON c.id = f.class_ref
LEFT JOIN node n ON n.id = f.node_ref
LEFT JOIN sandbox_key k ON k.id = f.sandbox_ref
LEFT JOIN pod p ON p.id = f.pod_ref
LEFT JOIN event_row a ON a.id = f.first_event_id
LEFT JOIN source s ON s.id = a.source_id
LEFT JOIN event_row b ON b.id = f.cause_event_id
LEFT JOIN signature g ON g.id = b.signature_ref
LEFT JOIN message m ON m.id = b.message_ref
LEFT JOIN sandbox_key o ON o.id = b.sandbox_ref
LEFT JOIN pod q ON q.id = b.pod_ref;

CREATE VIEW sandbox AS SELECT
  x.id AS id, k.sandbox_id AS sandbox_id, n.name AS node, p.pod_namespace AS pod_namespace, p.pod_name AS pod_name,
  p.pod_uid AS pod_uid, x.attempt AS attempt, x.requested_us AS requested_us, x.ready_us AS ready_us,
  x.stop_us AS stop_us, x.network_down_us AS network_down_us, x.stopped_us AS stopped_us, x.removed_us AS removed_us,
  x.state AS state, x.failed_runs AS failed_runs, x.failed_stops AS failed_stops, x.netns_left AS netns_left,
  r.sandbox_id AS replaced_by
FROM sandbox_row x
LEFT JOIN sandbox_key k ON k.id = x.sandbox_ref
LEFT JOIN node n ON n.id = x.node_ref
LEFT JOIN pod p ON p.id = x.pod_ref
LEFT JOIN sandbox_key r ON r.id = x.replaced_ref;

CREATE VIEW fact AS SELECT
  f.id AS id, f.node AS node, f.kind AS kind, f.component AS component, f.value AS value, f.text AS text,
  f.time_us AS time_us, s.path AS source, f.line AS line
FROM fact_row f LEFT JOIN source s ON s.id = f.source_id;

CREATE VIEW event_time AS SELECT
  ${readable('time_us')} AS time,
  id, source, line, node, component, operation, outcome, cause, sandbox_id, pod_namespace, pod_name, plugin, message,
  repeat_n, failure_id
FROM event;

CREATE VIEW failure_time AS SELECT
  ${readable('first_us')} AS first,
  ${readable('last_us')} AS last,
  id, node, operation, cause, sandbox_id, pod_namespace, pod_name, message, records, secondary,
  incident_id, source, line
FROM failure;

CREATE VIEW sandbox_time AS SELECT
  ${readable('requested_us')} AS requested,
  ${readable('ready_us')} AS ready,
  ${readable('stop_us')} AS stop,
  ${readable('stopped_us')} AS stopped,
  ${readable('removed_us')} AS removed,
  id, sandbox_id, node, pod_namespace, pod_name, state, failed_runs, failed_stops, netns_left,
  replaced_by
FROM sandbox;

CREATE VIEW incident_time AS SELECT
  ${readable('first_us')} AS first,
  ${readable('last_us')} AS last,
  ${readable('trigger_us')} AS trigger,
  ${readable('recovered_us')} AS recovered,
  id, cause, operation, nodes, pods, sandboxes, failures, trigger_kind, trigger_text, onset_before, consequence_of
FROM incident;

CREATE VIEW fact_time AS SELECT
  ${readable('time_us')} AS time,
  id, node, kind, component, value, text, source, line
FROM fact;
`
