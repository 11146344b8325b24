import type { Database } from '../sqlite.ts'

/** Columns of text that hold no names: words of this program, and versions. All others are redacted. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  meta: ['key'],
  source: ['component', 'transport', 'payload', 'year_from', 'zone_from'],
  source_count: ['name'],
  signature: ['component', 'operation', 'outcome', 'cause', 'config_version', 'supported_versions', 'kind', 'pod_from'],
  failure_class: ['operation', 'cause'],
  sandbox_row: ['state'],
  fact_row: ['kind'],
  cni_config: ['cni_version'],
  incident: ['cause', 'operation', 'trigger_kind'],
  evidence: ['role'],
}

/** SQL functions of the columns that are a name, an id or a list as a whole; `redact_text` for all others. */
export const WHOLE: Readonly<Record<string, string>> = {
  'node.node': 'redact_name',
  'source.node': 'redact_name',
  'fact_row.node': 'redact_name',
  'cni_config.node': 'redact_name',
  'evidence.node': 'redact_name',
  'pod.pod_namespace': 'redact_name',
  'pod.pod_name': 'redact_name',
  'pod.pod_uid': 'redact_id',
  'sandbox_key.sandbox_id': 'redact_id',
  'incident.nodes': 'redact_nodes',
  'source.key': 'redact_key',
  'source.sha256': 'redact_key',
}

/** Of a table of the case. */
export interface Column {
  readonly name: string
  readonly type: string
}

/** Columns of a table, in order. */
export function columnsOf(db: Database, table: string): readonly Column[] {
  return db.pragma(`table_info(${table})`) as Column[]
}

/** Does a column hold texts with names? */
export const isRedacted = (table: string, { name, type }: Column): boolean =>
  type === 'TEXT' && !(KEPT[table] ?? []).includes(name)

/** Tables of a case, sorted by name. */
export function tablesOf(db: Database): readonly string[] {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`
  return db.prepare(sql).pluck().all() as string[]
}
