import SqliteDatabase from 'better-sqlite3'
import type {
  CaseFile,
  EventRow,
  FactRow,
  FailureRow,
  IncidentRow,
  QueryRow,
  SandboxRow,
  SourceRow,
} from '../../src/model/case-file.ts'
import type { CniConfig } from '../../src/model/fact.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { queryHeads } from '../../src/store/query-files.ts'
import { bindings, toSqlite } from '../../src/store/query-params.ts'

/** Rows of a case; everything may be left out. */
export interface FakeRows {
  readonly events?: readonly Partial<EventRow>[]
  readonly failures?: readonly Partial<FailureRow>[]
  readonly sandboxes?: readonly Partial<SandboxRow>[]
  readonly incidents?: readonly Partial<IncidentRow>[]
  readonly facts?: readonly Partial<FactRow>[]
  readonly sources?: readonly Partial<SourceRow>[]
  readonly configs?: readonly CniConfig[]
  readonly nodes?: readonly string[]
  readonly meta?: Readonly<Record<string, string>>
}

const FAILURE: FailureRow = {
  id: 0,
  node: '',
  operation: 'StopPodSandbox',
  cause: 'unknown',
  sandbox_id: '',
  pod_namespace: '',
  pod_name: '',
  pod_uid: '',
  first_us: 0,
  last_us: 0,
  records: 1,
  events_seen: 0,
  plugin: '',
  config_version: null,
  supported_versions: '',
  message: '',
  secondary: 0,
  incident_id: 0,
  source: '',
  line: 0,
}
const EVENT: EventRow = {
  id: 0,
  source: '',
  line: 0,
  line_end: 0,
  byte_offset: 0,
  ord: 0,
  time_us: 0,
  last_us: 0,
  repeat_n: 1,
  node: '',
  component: 'containerd',
  operation: 'StopPodSandbox',
  outcome: 'failed',
  cause: '',
  sandbox_id: '',
  pod_namespace: '',
  pod_name: '',
  pod_uid: '',
  attempt: 0,
  plugin: '',
  config_version: null,
  supported_versions: '',
  message: '',
  kind: '',
  secondary: 0,
  failure_id: 0,
  raw: '',
}
const SANDBOX: SandboxRow = {
  id: 0,
  sandbox_id: '',
  node: '',
  pod_namespace: '',
  pod_name: '',
  pod_uid: '',
  attempt: 0,
  requested_us: 0,
  ready_us: 0,
  stop_us: 0,
  network_down_us: 0,
  stopped_us: 0,
  removed_us: 0,
  state: 'unknown',
  failed_runs: 0,
  failed_stops: 0,
  netns_left: 0,
  replaced_by: '',
}
const INCIDENT: IncidentRow = {
  id: 0,
  cause: 'unknown',
  first_us: 0,
  last_us: 0,
  nodes: '',
  pods: 0,
  sandboxes: 0,
  failures: 0,
  operation: 'StopPodSandbox',
  trigger_kind: '',
  trigger_us: 0,
  trigger_text: '',
  trigger_source: '',
  trigger_line: 0,
  onset_before: 0,
  recovered_us: 0,
  recovered_source: '',
  recovered_line: 0,
  consequence_of: 0,
}
const FACT: FactRow = {
  id: 0,
  node: '',
  kind: 'version',
  component: '',
  value: '',
  text: '',
  time_us: 0,
  source: '',
  line: 0,
}
const SOURCE: SourceRow = {
  id: 0,
  path: '',
  node: '',
  component: '',
  transport: 'journald-short',
  payload: 'logrus-text',
  bytes: 0,
  lines: 0,
  candidates: 0,
  understood: 0,
  first_us: 0,
  last_us: 0,
  year: 0,
  year_from: '',
  zone_from: '',
  sha256: '',
  problem: '',
  detail: '{}',
}

function filled<T extends { readonly id: number }>(base: T, rows: readonly Partial<T>[] = []): readonly T[] {
  return rows.map((row, i) => ({ ...base, id: i + 1, ...row }))
}

function load(db: SqliteDatabase.Database, table: string, base: object, rows: readonly object[]): void {
  const columns = Object.keys(base)
  db.exec(`CREATE TABLE ${table} (${columns.join(', ')})`)
  const put = db.prepare(`INSERT INTO ${table} VALUES (${columns.map((column) => `@${column}`).join(', ')})`)
  db.transaction(() => {
    for (const row of rows) put.run(row)
  })()
}

interface Named {
  readonly node: string
  readonly sandbox_id: string
  readonly pod_namespace: string
  readonly pod_name: string
  readonly operation?: string
  readonly cause?: string
}

const REFS = { node_ref: 0, sandbox_ref: 0, pod_ref: 0, class_ref: 0 }

/** Adds the row numbers that the views give beside the texts: the same text has the same number, '' has 0. */
function numbering(): <Row extends Named>(row: Row) => Row & typeof REFS {
  const known = new Map<string, number>()
  const numberOf = (kind: string, text: string): number => {
    if (text === '') return 0
    const key = `${kind} ${text}`
    const number = known.get(key) ?? known.size + 1
    known.set(key, number)
    return number
  }
  return (row) => ({
    ...row,
    node_ref: numberOf('node', row.node),
    sandbox_ref: numberOf('sandbox', row.sandbox_id),
    pod_ref: numberOf('pod', row.pod_name === '' ? '' : `${row.pod_namespace}/${row.pod_name}`),
    class_ref: numberOf('class', `${row.operation} ${row.cause}`),
  })
}

/** Each failure is a group of its own: the queries add groups up. */
const FAILURE_SUM = `CREATE VIEW failure_sum AS SELECT
  id, incident_id, node, operation, cause, sandbox_id, pod_namespace, pod_name, secondary, 1 AS failure_n, records AS record_n,
  events_seen AS event_n, first_us, last_us, id AS first_id, class_ref, node_ref, pod_ref, sandbox_ref
FROM failure`

/** Each failure is a row of its own, with a sandbox that is to be counted as distinct. */
const POD_SUM = `CREATE VIEW pod_sum AS SELECT
  id, incident_id, node, operation, cause, pod_namespace, pod_name, sandbox_id, failure_n, record_n, event_n, first_us, last_us, first_id,
  0 AS sandbox_n, 0 AS class_sandbox_n, 0 AS incident_sandbox_n, 0 AS case_sandbox_n, 0 AS incident_fold_n, 0 AS case_fold_n,
  class_ref, node_ref, pod_ref, sandbox_ref
FROM failure_sum`

const MINUTE_SUM = `CREATE VIEW minute_sum AS SELECT
  incident_id, node, first_us - first_us % 60000000 AS minute_us, 1 AS failure_n, node_ref
FROM failure WHERE first_us > 0`

/** A case in memory over plain tables with the documented columns: the canned queries run as they are. */
export function fakeCase(rows: FakeRows): CaseFile {
  const events = filled(EVENT, rows.events)
  const failures = filled(FAILURE, rows.failures)
  const sandboxes = filled(SANDBOX, rows.sandboxes)
  const incidents = filled(INCIDENT, rows.incidents)
  const facts = filled(FACT, rows.facts)
  const sources = filled(SOURCE, rows.sources)
  const db = new SqliteDatabase(':memory:')
  const numbered = numbering()
  load(db, 'event', { ...EVENT, ...REFS }, events.map(numbered))
  load(db, 'failure', { ...FAILURE, ...REFS }, failures.map(numbered))
  load(db, 'sandbox', { ...SANDBOX, ...REFS }, sandboxes.map(numbered))
  for (const view of [FAILURE_SUM, POD_SUM, MINUTE_SUM]) db.exec(view)
  load(db, 'incident', INCIDENT, incidents)
  load(db, 'fact', FACT, facts)
  load(db, 'source', SOURCE, sources)
  const names = new Set([
    ...(rows.nodes ?? []),
    ...[...events, ...failures, ...sandboxes, ...facts, ...sources].map((row) => row.node),
  ])
  const byTime = [...events].sort(
    (a, b) => a.time_us - b.time_us || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || a.line - b.line,
  )
  return {
    meta: (key) => rows.meta?.[key] ?? '',
    sources: () => sources,
    nodes: () => [...names].filter((name) => name !== '').sort(),
    incidents: () => incidents,
    facts: (kind) =>
      facts.filter((fact) => kind === undefined || fact.kind === kind).sort((a, b) => a.time_us - b.time_us),
    eachFact: () => [...facts].sort((a, b) => a.time_us - b.time_us || a.id - b.id),
    cniConfigs: () => rows.configs ?? [],
    failures: (filter = {}) =>
      [...failures]
        .filter((row) => filter.incidentId === undefined || row.incident_id === filter.incidentId)
        .sort((a, b) => a.first_us - b.first_us || a.id - b.id)
        .slice(0, filter.limit),
    sandboxes: (filter = {}) =>
      sandboxes.filter((row) => filter.state === undefined || row.state === filter.state).slice(0, filter.limit),
    events: (filter) =>
      byTime
        .filter(
          (row) =>
            (filter.failureId === undefined || row.failure_id === filter.failureId) &&
            (filter.sandboxId === undefined || row.sandbox_id === filter.sandboxId) &&
            (filter.podName === undefined || row.pod_name === filter.podName) &&
            (filter.fromUs === undefined || row.time_us >= filter.fromUs) &&
            (filter.toUs === undefined || row.time_us <= filter.toUs) &&
            (filter.operation === undefined || row.operation === filter.operation) &&
            (filter.outcome === undefined || row.outcome === filter.outcome) &&
            (filter.node === undefined || row.node === filter.node),
        )
        .slice(0, filter.limit),
    markBefore: () => undefined,
    query(name, params = {}) {
      const head = queryHeads().find((one) => one.name === name)
      if (head === undefined) throw new Error(`no query ${name}`)
      return db.prepare(toSqlite(head.sql)).all(bindings(head, params)) as QueryRow[]
    },
    queryHeads,
    sql(text) {
      const found = db.prepare(text)
      return { columns: found.columns().map((column) => column.name), rows: found.all() as QueryRow[] }
    },
    close: () => db.close(),
  }
}

/** A verdict with everything empty but what is given. */
export function fakeVerdict(given: Partial<Verdict>): Verdict {
  return {
    cause: 'unknown',
    title: 'Pod sandboxes fail',
    confidence: 0.4,
    terms: [],
    evidence: [],
    against: [],
    ruledOut: [],
    mechanism: '',
    wouldChange: [],
    incidentId: 0,
    fix: [],
    ...given,
  }
}

/** Microseconds of an ISO time. */
export function at(iso: string): number {
  return Date.parse(iso) * 1000
}
