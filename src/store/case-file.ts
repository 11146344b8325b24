import { PostmortemError } from '../base/errors.ts'
import { nearHint } from '../base/near-names.ts'
import type {
  CaseFile,
  EventRow,
  FactRow,
  FailureRow,
  IncidentRow,
  QueryHead,
  SandboxRow,
  SourceRow,
} from '../model/case-file.ts'
import type { CniConfig } from '../model/fact.ts'
import { type EventFilter, selectEvents } from './event-filter.ts'
import { lineMarks } from './line-marks.ts'
import { queryHeads } from './query-files.ts'
import { bindings, toSqlite } from './query-params.ts'
import { rawReader } from './raw-blocks.ts'
import { prepareReadOnly, runReadOnly } from './read-only-sql.ts'
import type { Database, Statement } from './sqlite.ts'
import { EVENT_WITH_RAW } from './views.ts'

/** Page cache, MB, of a case that is asked any number of questions: counting looks texts up all over the file. */
const PAGE_CACHE = 64

/** Read view of a finished case. `close` closes the connection. `pageCache`: MB of the file that are held. */
export function caseFileOn(db: Database, pageCache: number = PAGE_CACHE): CaseFile {
  const readRaw = rawReader()
  db.function('raw_text', { deterministic: true, directOnly: false }, (block, data, offset, bytes) =>
    readRaw(Number(block), () => data as Uint8Array, Number(offset), Number(bytes)),
  )
  db.exec(
    `PRAGMA cache_size = ${-1024 * pageCache}; PRAGMA query_only = OFF; DROP VIEW IF EXISTS temp.event; ${EVENT_WITH_RAW}; PRAGMA query_only = ON`,
  )
  const prepared = new Map<string, Statement>()
  const statement = (sql: string): Statement => {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const all = <Row>(sql: string, ...values: readonly (string | number)[]): readonly Row[] =>
    statement(sql).all(...values) as Row[]

  /** The same for a cursor: two may read with one text at once, each with a statement of its own. */
  const cursor = (sql: string): Statement => {
    const known = statement(sql)
    return known.busy ? db.prepare(sql) : known
  }

  /**
   * Rows one by one. Only their ids are sorted; the LIMIT (-1 = none) keeps SQLite from moving the order out of the subquery.
   */
  const rows = <Row>(view: string, columns: string, ids: string, values: readonly (string | number)[]): Iterable<Row> =>
    cursor(`SELECT v.id, ${columns} FROM (${ids} LIMIT ?) x CROSS JOIN ${view} v ON v.id = x.id`).iterate(
      ...values,
    ) as Iterable<Row>

  /** Puts the text in place of where it lies. Not through raw_text, which is handed a whole block for every row. */
  function* withRaw(events: Iterable<EventRow>): Generator<EventRow> {
    const data = statement('SELECT data FROM raw_block WHERE id = ?').pluck()
    for (const event of events) {
      const [block = 0, offset = 0, bytes = 0] = event.raw.split(' ').map(Number)
      yield Object.assign(event, {
        raw: bytes === 0 ? '' : readRaw(block, () => data.get(block) as Uint8Array, offset, bytes),
      })
    }
  }

  const file: CaseFile = {
    meta: (key) => all<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)[0]?.value ?? '',
    sources: () => all<SourceRow>(`SELECT ${SOURCE} FROM source ORDER BY path, id`),
    nodes: () => all<{ node: string }>(`SELECT node FROM node WHERE node <> '' ORDER BY node`).map((row) => row.node),
    incidents: () => all<IncidentRow>('SELECT * FROM incident ORDER BY id'),
    facts: (kind) => all(`SELECT * FROM fact WHERE ? IN ('', kind) ORDER BY time_us, source, line, id`, kind ?? ''),
    eachFact: () => {
      const ids = `SELECT f.id FROM fact_row f LEFT JOIN source s ON s.id = f.source_id ORDER BY f.time_us, s.path, f.line, f.id`
      return rows<FactRow>('fact', FACT, ids, [-1])
    },
    cniConfigs: () => all<ConfigCells>('SELECT * FROM cni_config ORDER BY node, path, id').map(toConfig),
    failures: (filter = {}) => {
      const { incidentId, limit = -1 } = filter
      const where = incidentId === undefined ? '' : 'WHERE incident_id = ?'
      const values = incidentId === undefined ? [limit] : [incidentId, limit]
      return rows<FailureRow>('failure', FAILURE, `SELECT id FROM failure_row ${where} ORDER BY first_us, id`, values)
    },
    sandboxes: (filter = {}) => {
      const ids = `SELECT id FROM sandbox_row WHERE ? IN ('', state) ORDER BY id`
      return rows<SandboxRow>('sandbox', SANDBOX, ids, [filter.state ?? '', filter.limit ?? -1])
    },
    events: (filter: EventFilter) => {
      const { sql, values } = selectEvents(filter)
      const head = `FROM (${sql} LIMIT ?) x CROSS JOIN main.event v ON v.id = x.id`
      if (filter.raw === false)
        return cursor(`SELECT ${EVENT}, '' AS raw ${head}`).iterate(...values) as Iterable<EventRow>
      const places = `${head} CROSS JOIN event_row e ON e.id = x.id`
      return withRaw(cursor(`SELECT ${EVENT}, ${RAW_PLACE} AS raw ${places}`).iterate(...values) as Iterable<EventRow>)
    },
    markBefore: lineMarks(db),
    query(name, params = {}) {
      const query = findQuery(name)
      return prepareReadOnly(db, toSqlite(query.sql)).all(bindings(query, params)) as ReturnType<CaseFile['query']>
    },
    queryHeads,
    sql: (text) => runReadOnly(db, text),
    close: () => {
      db.close()
    },
  }
  return file
}

const SOURCE = `id, path, node, component, transport, payload, bytes, lines, candidates, understood, first_us, last_us, year,
  year_from, zone_from, sha256, problem, detail`

// The columns of the views but for `id` and the row numbers.
const FAILURE = `node, operation, cause, sandbox_id, pod_namespace, pod_name, pod_uid, first_us, last_us, records, events_seen,
  plugin, config_version, supported_versions, message, secondary, incident_id, source, line`
const EVENT = `v.id, v.source, v.line, v.line_end, v.byte_offset, v.ord, v.time_us, v.last_us, v.repeat_n, v.node, v.component,
  v.operation, v.outcome, v.cause, v.sandbox_id, v.pod_namespace, v.pod_name, v.pod_uid, v.attempt, v.plugin, v.config_version,
  v.supported_versions, v.message, v.kind, v.secondary, v.failure_id`
const SANDBOX = `sandbox_id, node, pod_namespace, pod_name, pod_uid, attempt, requested_us, ready_us, stop_us, network_down_us,
  stopped_us, removed_us, state, failed_runs, failed_stops, netns_left, replaced_by`

const FACT = 'v.node, v.kind, v.component, v.value, v.text, v.time_us, v.source, v.line'

/** SQL that gives where the raw text of event `e` lies. */
const RAW_PLACE = `e.block_ref || ' ' || e.raw_offset || ' ' || e.raw_bytes`

function findQuery(name: string): QueryHead {
  const query = queryHeads().find((head) => head.name === name)
  if (query !== undefined) return query
  throw new PostmortemError('UNKNOWN_QUERY', `there is no query "${name}"`, {
    hint: nearHint(
      name,
      queryHeads().map((head) => head.name),
      'cni-postmortem query --list prints the names',
    ),
  })
}

interface ConfigCells {
  readonly node: string
  readonly path: string
  readonly name: string
  readonly cni_version: string | null
  readonly plugins: string
  readonly problem: string
  readonly text: string
}

function toConfig(row: ConfigCells): CniConfig {
  const { node, path, name, cni_version, plugins, problem, text } = row
  return {
    node,
    path,
    name,
    cniVersion: cni_version ?? undefined,
    plugins: plugins.split(' ').filter(Boolean),
    problem,
    text,
  }
}
