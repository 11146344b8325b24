/**
 * SQL that gives the message of event `e`: where the text is a template, with the sandbox id, pod uid and pod name that the event
 * itself printed put back in.
 */
function messageOf(e: string): string {
  return `(SELECT CASE m.templated WHEN 1 THEN replace(replace(replace(m.text,
    char(1), (SELECT o.sandbox_id FROM sandbox_key o WHERE o.id = CASE ${e}.printed_ref WHEN 0 THEN ${e}.sandbox_ref
      ELSE ${e}.printed_ref END)),
    char(2), (SELECT q.pod_uid FROM pod q WHERE q.id = ${e}.pod_ref)),
    char(3), (SELECT q.pod_name FROM pod q WHERE q.id = ${e}.pod_ref)) ELSE m.text END
    FROM message m WHERE m.id = ${e}.message_ref)`
}

/** SQL that gives a column of the event that names the deepest cause of failure `f`. */
function ofCauseEvent(column: string): string {
  return `(SELECT g.${column} FROM event_row b JOIN signature g ON g.id = b.signature_ref WHERE b.id = f.first_event_id + f.cause_event_after)`
}

/** SQL that gives a column of the pod of failure `f`. */
function ofPod(column: string): string {
  return `(SELECT p.${column} FROM pod p WHERE p.id = f.pod_name_ref + f.pod_after)`
}

/** SQL that prints a column of microseconds as ISO-8601 UTC text with six decimals; '' for 0. */
function readable(column: string): string {
  return `CASE ${column} WHEN 0 THEN '' ELSE strftime('%Y-%m-%dT%H:%M:%S', ${column} / 1000000, 'unixepoch')
    || printf('.%06dZ', ${column} % 1000000) END`
}

/** SQL that gives the row id of the pod of event `e`: what another line says of its uid or its sandbox goes first. */
const POD_REF = `coalesce((SELECT nullif(u.named_ref, 0) FROM pod_identity u WHERE u.pod_ref = e.pod_ref),
    (SELECT nullif(i.pod_ref, 0) FROM sandbox_identity i WHERE i.sandbox_ref = e.sandbox_ref), e.pod_ref)`

/** SQL that gives the row id of the node of event `e`: its own, else that of its sandbox, else that of its pod. */
const NODE_REF = `CASE WHEN e.node_ref <> 0 THEN e.node_ref ELSE
    coalesce((SELECT nullif(i.node_ref, 0) FROM sandbox_identity i WHERE i.sandbox_ref = e.sandbox_ref),
    (SELECT v.node_ref FROM pod_identity v WHERE v.pod_ref = ${POD_REF}), 0) END`

/** SQL that gives a column of the pod of event `e`. */
function ofEventPod(column: string): string {
  return `(SELECT p.${column} FROM pod p WHERE p.id = ${POD_REF})`
}

const EVENT_COLUMNS = `
  e.id AS id, (SELECT s.path FROM source s WHERE s.id = e.source_id) AS source, e.line AS line, e.line + e.line_span AS line_end, e.byte_offset AS byte_offset,
  e.ord AS ord, e.time_us AS time_us, e.time_us + e.last_span AS last_us, e.repeat_n AS repeat_n,
  (SELECT n.node FROM node n WHERE n.id = ${NODE_REF}) AS node,
  g.component AS component, g.operation AS operation, g.outcome AS outcome, g.cause AS cause,
  k.sandbox_id AS sandbox_id, ${ofEventPod('pod_namespace')} AS pod_namespace, ${ofEventPod('pod_name')} AS pod_name,
  ${ofEventPod('pod_uid')} AS pod_uid,
  e.attempt AS attempt, g.plugin AS plugin, g.config_version AS config_version,
  g.supported_versions AS supported_versions,
  ${messageOf('e')} AS message,
  g.kind AS kind, g.secondary AS secondary,
  coalesce((SELECT f.failure_id FROM failure_event f WHERE f.event_id = e.id), 0) AS failure_id,
  coalesce((SELECT y.original_id FROM event_copy y WHERE y.event_id = e.id), 0) AS copy_of,
  e.signature_ref AS signature_ref, ${NODE_REF} AS node_ref`

/**
 * What an event is looked for by is joined; all else is a scalar subquery, which SQLite evaluates only where
 * its column is used: unused LEFT JOINs are not left out of aggregate queries (SQLite 3.53).
 *
 * An event takes its pod and its node from what other lines say, but only where it lacks them itself.
 */
const EVENT_JOINS = `
FROM event_row e
LEFT JOIN signature g ON g.id = e.signature_ref
LEFT JOIN sandbox_key k ON k.id = e.sandbox_ref`

/** View `event` for our own connections: as stored, and `raw` through the SQL function raw_text. */
export const EVENT_WITH_RAW: string = `CREATE TEMP VIEW event AS SELECT ${EVENT_COLUMNS},
  coalesce((SELECT raw_text(w.id, w.data, e.raw_offset, e.raw_bytes) FROM raw_block w WHERE w.id = e.block_ref), '') AS raw
  ${EVENT_JOINS}`

/** The views of schema version 1. */
export const VIEWS: string = `
CREATE VIEW event AS SELECT ${EVENT_COLUMNS} ${EVENT_JOINS};
CREATE VIEW failure AS SELECT
  f.id AS id, (SELECT n.node FROM node n WHERE n.id = f.node_ref) AS node,
  (SELECT c.operation FROM failure_class c WHERE c.id = f.class_ref) AS operation,
  (SELECT c.cause FROM failure_class c WHERE c.id = f.class_ref) AS cause,
  (SELECT k.sandbox_id FROM sandbox_key k WHERE k.id = f.sandbox_ref) AS sandbox_id,
  ${ofPod('pod_namespace')} AS pod_namespace, ${ofPod('pod_name')} AS pod_name, ${ofPod('pod_uid')} AS pod_uid,
  f.first_us AS first_us, f.first_us + f.last_span AS last_us, f.records AS records, f.events_seen AS events_seen,
  ${ofCauseEvent('plugin')} AS plugin,
  ${ofCauseEvent('config_version')} AS config_version,
  ${ofCauseEvent('supported_versions')} AS supported_versions,
  (SELECT ${messageOf('b')} FROM event_row b WHERE b.id = f.first_event_id + f.cause_event_after) AS message,
  f.secondary AS secondary, f.incident_id AS incident_id,
  (SELECT s.path FROM event_row a JOIN source s ON s.id = a.source_id WHERE a.id = f.first_event_id) AS source,
  (SELECT a.line FROM event_row a WHERE a.id = f.first_event_id) AS line,
  f.class_ref AS class_ref, f.node_ref AS node_ref,
  f.pod_name_ref AS pod_ref, f.sandbox_ref AS sandbox_ref
FROM failure_row f;

CREATE VIEW failure_sum AS SELECT
  g.id AS id, g.incident_id AS incident_id, (SELECT n.node FROM node n WHERE n.id = g.node_ref) AS node,
  (SELECT c.operation FROM failure_class c WHERE c.id = g.class_ref) AS operation,
  (SELECT c.cause FROM failure_class c WHERE c.id = g.class_ref) AS cause,
  (SELECT k.sandbox_id FROM sandbox_key k WHERE k.id = g.sandbox_ref) AS sandbox_id,
  (SELECT p.pod_namespace FROM pod p WHERE p.id = g.pod_name_ref) AS pod_namespace,
  (SELECT p.pod_name FROM pod p WHERE p.id = g.pod_name_ref) AS pod_name,
  g.secondary AS secondary, g.failures AS failure_n, g.records AS record_n, g.events_seen AS event_n,
  g.from_us AS first_us, g.from_us + g.until_span AS last_us, g.first_id AS first_id,
  g.class_ref AS class_ref, g.node_ref AS node_ref, g.pod_name_ref AS pod_ref, g.sandbox_ref AS sandbox_ref
FROM failure_group g;

CREATE VIEW pod_sum AS SELECT
  g.id AS id, g.incident_id AS incident_id, (SELECT n.node FROM node n WHERE n.id = g.node_ref) AS node,
  (SELECT c.operation FROM failure_class c WHERE c.id = g.class_ref) AS operation,
  (SELECT c.cause FROM failure_class c WHERE c.id = g.class_ref) AS cause,
  (SELECT p.pod_namespace FROM pod p WHERE p.id = g.pod_name_ref) AS pod_namespace,
  (SELECT p.pod_name FROM pod p WHERE p.id = g.pod_name_ref) AS pod_name,
  (SELECT k.sandbox_id FROM sandbox_key k WHERE k.id = g.sandbox_ref) AS sandbox_id,
  g.failures AS failure_n, g.records AS record_n, g.events_seen AS event_n, g.from_us AS first_us,
  g.from_us + g.until_span AS last_us, g.first_id AS first_id, g.sandboxes AS sandbox_n,
  g.class_sandboxes AS class_sandbox_n, g.incident_sandboxes AS incident_sandbox_n, g.case_sandboxes AS case_sandbox_n,
  g.incident_folds AS incident_fold_n, g.case_folds AS case_fold_n,
  g.class_ref AS class_ref, g.node_ref AS node_ref, g.pod_name_ref AS pod_ref, g.sandbox_ref AS sandbox_ref
FROM failure_pod g;

CREATE VIEW minute_sum AS SELECT
  m.incident_id AS incident_id, (SELECT n.node FROM node n WHERE n.id = m.node_ref) AS node, m.minute_us AS minute_us,
  m.failures AS failure_n, m.node_ref AS node_ref
FROM failure_minute m;

CREATE VIEW sandbox AS SELECT
  x.id AS id, (SELECT k.sandbox_id FROM sandbox_key k WHERE k.id = x.sandbox_ref) AS sandbox_id,
  (SELECT n.node FROM node n WHERE n.id = x.node_ref) AS node,
  (SELECT p.pod_namespace FROM pod p WHERE p.id = x.pod_ref) AS pod_namespace,
  (SELECT p.pod_name FROM pod p WHERE p.id = x.pod_ref) AS pod_name,
  (SELECT p.pod_uid FROM pod p WHERE p.id = x.pod_ref) AS pod_uid, x.attempt AS attempt, x.requested_us AS requested_us, x.ready_us AS ready_us,
  x.stop_us AS stop_us, x.network_down_us AS network_down_us, x.stopped_us AS stopped_us, x.removed_us AS removed_us,
  x.state AS state, x.failed_runs AS failed_runs, x.failed_stops AS failed_stops, x.netns_left AS netns_left,
  (SELECT r.sandbox_id FROM sandbox_key r WHERE r.id = x.replaced_ref) AS replaced_by, x.sandbox_ref AS sandbox_ref
FROM sandbox_row x;

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
