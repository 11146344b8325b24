import { VIEWS } from './views.ts'

/** Marks a SQLite file as a case (`PRAGMA application_id`): the letters CNIP. */
export const APPLICATION_ID = 0x434e4950

/**
 * Schema of a case, as forward steps: the first brings `PRAGMA user_version` from 0 (fresh) to 2, each further one to the next. A fresh case runs them all, an
 * older one the rest; a step that was released is never edited. Every table, view and column is described in
 * queries/README.md.
 *
 * Texts that repeat live once in dictionary tables; row 0 of each is the absent text, so that an integer 0 (which
 * takes no space in a SQLite record) means "none" everywhere.
 */
export const STEPS: readonly string[] = [
  `
CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, path TEXT NOT NULL, node TEXT NOT NULL DEFAULT '',
  component TEXT NOT NULL DEFAULT '', transport TEXT NOT NULL DEFAULT '', payload TEXT NOT NULL DEFAULT '',
  bytes INTEGER NOT NULL DEFAULT 0, lines INTEGER NOT NULL DEFAULT 0, candidates INTEGER NOT NULL DEFAULT 0,
  understood INTEGER NOT NULL DEFAULT 0, first_us INTEGER NOT NULL DEFAULT 0, last_us INTEGER NOT NULL DEFAULT 0,
  year INTEGER NOT NULL DEFAULT 0, year_from TEXT NOT NULL DEFAULT '', sha256 TEXT NOT NULL DEFAULT '',
  problem TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE not_understood (
  source_id INTEGER NOT NULL, ord INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (source_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_count (
  source_id INTEGER NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE node (id INTEGER PRIMARY KEY, node TEXT NOT NULL) STRICT;
CREATE TABLE pod (
  id INTEGER PRIMARY KEY, pod_namespace TEXT NOT NULL, pod_name TEXT NOT NULL, pod_uid TEXT NOT NULL
) STRICT;
CREATE TABLE sandbox_key (id INTEGER PRIMARY KEY, sandbox_id TEXT NOT NULL) STRICT;
CREATE TABLE message (id INTEGER PRIMARY KEY, text TEXT NOT NULL, templated INTEGER NOT NULL) STRICT;
CREATE TABLE signature (
  id INTEGER PRIMARY KEY, component TEXT NOT NULL, operation TEXT NOT NULL, outcome TEXT NOT NULL, cause TEXT NOT NULL,
  plugin TEXT NOT NULL, config_version TEXT, supported_versions TEXT NOT NULL, kind TEXT NOT NULL,
  secondary INTEGER NOT NULL, pod_from TEXT NOT NULL
) STRICT;
INSERT INTO node VALUES (0, '');
INSERT INTO pod VALUES (0, '', '', '');
INSERT INTO sandbox_key VALUES (0, '');
INSERT INTO message VALUES (0, '', 0);
INSERT INTO signature VALUES (0, '', '', '', '', '', NULL, '', '', 0, '');

CREATE TABLE raw_block (id INTEGER PRIMARY KEY, codec TEXT NOT NULL, bytes INTEGER NOT NULL, data BLOB NOT NULL) STRICT;

CREATE TABLE event_row (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL, ord INTEGER NOT NULL,
  line INTEGER NOT NULL, line_span INTEGER NOT NULL, time_us INTEGER NOT NULL, last_span INTEGER NOT NULL,
  repeat_n INTEGER NOT NULL, node_ref INTEGER NOT NULL, signature_ref INTEGER NOT NULL, sandbox_ref INTEGER NOT NULL,
  pod_ref INTEGER NOT NULL, attempt INTEGER NOT NULL, message_ref INTEGER NOT NULL, block_ref INTEGER NOT NULL,
  raw_offset INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, printed_ref INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source_id, byte_offset, ord)
) STRICT;

CREATE TABLE sandbox_identity (
  sandbox_ref INTEGER PRIMARY KEY, full_ref INTEGER NOT NULL, pod_ref INTEGER NOT NULL, node_ref INTEGER NOT NULL
) STRICT;
CREATE TABLE pod_identity (
  pod_ref INTEGER PRIMARY KEY, named_ref INTEGER NOT NULL, node_ref INTEGER NOT NULL
) STRICT;

CREATE TABLE event_copy (event_id INTEGER PRIMARY KEY, original_id INTEGER NOT NULL) STRICT;
CREATE TABLE failure_event (
  event_id INTEGER PRIMARY KEY, failure_id INTEGER NOT NULL, further INTEGER NOT NULL
) STRICT;
CREATE TABLE failure_class (id INTEGER PRIMARY KEY, operation TEXT NOT NULL, cause TEXT NOT NULL) STRICT;
CREATE TABLE failure_row (
  id INTEGER PRIMARY KEY, class_ref INTEGER NOT NULL, node_ref INTEGER NOT NULL, sandbox_ref INTEGER NOT NULL,
  pod_name_ref INTEGER NOT NULL, pod_after INTEGER NOT NULL, first_us INTEGER NOT NULL, last_span INTEGER NOT NULL, records INTEGER NOT NULL,
  events_seen INTEGER NOT NULL, secondary INTEGER NOT NULL, incident_id INTEGER NOT NULL,
  first_event_id INTEGER NOT NULL, cause_event_after INTEGER NOT NULL
) STRICT;

CREATE TABLE pod_name (pod_ref INTEGER PRIMARY KEY, name_ref INTEGER NOT NULL) STRICT;
CREATE TABLE failure_group (
  id INTEGER PRIMARY KEY, incident_id INTEGER NOT NULL, node_ref INTEGER NOT NULL, class_ref INTEGER NOT NULL,
  pod_name_ref INTEGER NOT NULL, sandbox_ref INTEGER NOT NULL, secondary INTEGER NOT NULL, failures INTEGER NOT NULL,
  weight INTEGER NOT NULL, records INTEGER NOT NULL, events_seen INTEGER NOT NULL, from_us INTEGER NOT NULL,
  until_span INTEGER NOT NULL, untimed INTEGER NOT NULL, first_id INTEGER NOT NULL
) STRICT;

CREATE TABLE failure_pod (
  id INTEGER PRIMARY KEY, incident_id INTEGER NOT NULL, node_ref INTEGER NOT NULL, class_ref INTEGER NOT NULL,
  pod_name_ref INTEGER NOT NULL, sandbox_ref INTEGER NOT NULL, failures INTEGER NOT NULL, records INTEGER NOT NULL,
  events_seen INTEGER NOT NULL, from_us INTEGER NOT NULL, until_span INTEGER NOT NULL, first_id INTEGER NOT NULL,
  sandboxes INTEGER NOT NULL, class_sandboxes INTEGER NOT NULL, incident_sandboxes INTEGER NOT NULL,
  case_sandboxes INTEGER NOT NULL, incident_folds INTEGER NOT NULL, case_folds INTEGER NOT NULL
) STRICT;
CREATE TABLE failure_minute (
  incident_id INTEGER NOT NULL, node_ref INTEGER NOT NULL, minute_us INTEGER NOT NULL, failures INTEGER NOT NULL
) STRICT;

CREATE TABLE sandbox_row (
  id INTEGER PRIMARY KEY, sandbox_ref INTEGER NOT NULL, node_ref INTEGER NOT NULL, pod_ref INTEGER NOT NULL,
  attempt INTEGER NOT NULL, requested_us INTEGER NOT NULL, ready_us INTEGER NOT NULL, stop_us INTEGER NOT NULL,
  network_down_us INTEGER NOT NULL, stopped_us INTEGER NOT NULL, removed_us INTEGER NOT NULL, state TEXT NOT NULL,
  failed_runs INTEGER NOT NULL, failed_stops INTEGER NOT NULL, netns_left INTEGER NOT NULL, replaced_ref INTEGER NOT NULL
) STRICT;

CREATE TABLE fact_row (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL, line INTEGER NOT NULL,
  node TEXT NOT NULL, kind TEXT NOT NULL, component TEXT NOT NULL, value TEXT NOT NULL, text TEXT NOT NULL,
  time_us INTEGER NOT NULL, UNIQUE (source_id, byte_offset, line, kind, component, value)
) STRICT;

CREATE TABLE cni_config (
  id INTEGER PRIMARY KEY, node TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, cni_version TEXT,
  plugins TEXT NOT NULL, problem TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (node, path, text)
) STRICT;

CREATE TABLE incident (
  id INTEGER PRIMARY KEY, cause TEXT NOT NULL, first_us INTEGER NOT NULL, last_us INTEGER NOT NULL, nodes TEXT NOT NULL,
  pods INTEGER NOT NULL, sandboxes INTEGER NOT NULL, failures INTEGER NOT NULL, operation TEXT NOT NULL,
  trigger_kind TEXT NOT NULL, trigger_us INTEGER NOT NULL, trigger_text TEXT NOT NULL, trigger_source TEXT NOT NULL,
  trigger_line INTEGER NOT NULL, onset_before INTEGER NOT NULL, recovered_us INTEGER NOT NULL,
  recovered_source TEXT NOT NULL, recovered_line INTEGER NOT NULL, consequence_of INTEGER NOT NULL
) STRICT;

CREATE TABLE evidence (
  incident_id INTEGER NOT NULL, role TEXT NOT NULL, node TEXT NOT NULL, time_us INTEGER NOT NULL, source TEXT NOT NULL,
  line INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (incident_id, role)
) STRICT, WITHOUT ROWID;
${VIEWS}`,
  `ALTER TABLE source ADD COLUMN zone_from TEXT NOT NULL DEFAULT ''`,
]

/** Schema version this build writes and reads. */
/** Schema versions of builds before the first release, whose tables were edited in place: no step leads on from them. */
export const UNRELEASED_VERSION = 1

export const SCHEMA_VERSION: number = UNRELEASED_VERSION + STEPS.length
