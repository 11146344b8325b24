import type { FailureDraft, JoinFact, JoinStore, SourceSpan } from '../joins/join-store.ts'
import type { IncidentRow, SandboxRow } from '../model/case-file.ts'
import { bulkInsert } from './bulk-insert.ts'
import { derivedFacts } from './derived-facts.ts'
import { createRanks, dropRanks, eventCursors, failuresByNode } from './join-cursors.ts'
import { identityStore } from './join-identities.ts'
import { incidentAccess } from './join-incidents.ts'
import { type JoinWords, joinWords } from './join-words.ts'
import { type OpenCursors, openCursors } from './open-cursors.ts'
import type { Database } from './sqlite.ts'
import { successFinder } from './success-finder.ts'

const INCIDENT_COLUMNS: readonly (keyof IncidentRow)[] = [
  'id',
  'cause',
  'first_us',
  'last_us',
  'nodes',
  'pods',
  'sandboxes',
  'failures',
  'operation',
  'trigger_kind',
  'trigger_us',
  'trigger_text',
  'trigger_source',
  'trigger_line',
  'onset_before',
  'recovered_us',
  'recovered_source',
  'recovered_line',
  'consequence_of',
]

const SPANS = 'SELECT path, node, first_us AS firstUs, last_us AS lastUs FROM source ORDER BY path, key'

/** The joins' view of a loaded case. */
export interface JoinAccess extends JoinStore {
  /** Writes what waits and drops temporary tables. */
  readonly end: () => void
}

/**
 * The case must have no derived rows yet and its indexes by text (fold.ts). The caller has switched the connection to unsafe
 * mode: rows are put while cursors are open. No cursor reads a table that is written at that time, except through a sorter,
 * which has read all of it before it gives the first row.
 */
export function joinAccess(db: Database): JoinAccess {
  const words = joinWords(db)
  const open = openCursors(db)
  const identities = identityStore(db, words, open)
  const failures = failureWriter(db, words)
  let events: ReturnType<typeof eventCursors> | undefined
  const cursors = (): ReturnType<typeof eventCursors> => {
    if (events === undefined) {
      identities.settle()
      createRanks(db)
      events = eventCursors(db, words, open)
    }
    return events
  }
  const incidents = incidentAccess(db, words, open)
  const findSuccess = successFinder(db, words)
  const putIncident = db.prepare(`INSERT INTO incident (${INCIDENT_COLUMNS.join(', ')})
    VALUES (${INCIDENT_COLUMNS.map((name) => `@${name}`).join(', ')})`)
  return {
    ...identities,
    events: () => cursors().named(),
    looseEvents: () => cursors().loose(),
    putFailure: failures.put,
    addToFailure: failures.add,
    putSandbox: sandboxWriter(db, words),
    failuresByNode() {
      failures.flush()
      return failuresByNode(db, words, open)
    },
    ...incidents,
    failureTimes() {
      failures.flush()
      return incidents.failureTimes()
    },
    facts: (kinds, fromUs, toUs) => factsOf(open, kinds, fromUs, toUs),
    firstSuccess: (node, operation, afterUs) => findSuccess(node, operation, afterUs, 'after'),
    lastSuccess: (node, operation, beforeUs) => findSuccess(node, operation, beforeUs, 'before'),
    putFact: derivedFacts(db),
    spans: () => open.objects<SourceSpan>(SPANS),
    putIncident: (row) => putIncident.run(row),
    end() {
      failures.flush()
      // Nothing was read, nothing was settled.
      cursors()
      open.closeAll()
      dropRanks(db)
    },
  }
}

function factsOf(open: OpenCursors, kinds: readonly string[], fromUs: number, toUs: number): Iterable<JoinFact> {
  const marks = kinds.map(() => '?').join(', ')
  const sql = `SELECT f.node, f.kind, f.component, f.value, f.text, f.time_us AS timeUs, s.path AS source, f.line
    FROM fact_row f JOIN source s ON s.id = f.source_id WHERE f.kind IN (${marks}) AND f.time_us BETWEEN ? AND ?
    ORDER BY f.time_us, f.node, s.path, f.line, f.id`
  return open.objects(sql, ...kinds, fromUs, toUs)
}

interface PodColumns {
  readonly pod_namespace: string
  readonly pod_name: string
  readonly pod_uid: string
}

/** Row id of the pod of a failure or sandbox; those of one pod come one after the other. */
function podFinder(words: JoinWords): (row: PodColumns) => number {
  let last: PodColumns = { pod_namespace: '', pod_name: '', pod_uid: '' }
  let ref = 0
  return (row) => {
    const { pod_namespace, pod_name, pod_uid } = row
    if (pod_uid !== last.pod_uid || pod_name !== last.pod_name || pod_namespace !== last.pod_namespace) {
      ref = words.pod.ref({ podNamespace: pod_namespace, podName: pod_name, podUid: pod_uid })
      last = { pod_namespace, pod_name, pod_uid }
    }
    return ref
  }
}

interface FailureWriter {
  readonly put: JoinStore['putFailure']
  readonly add: JoinStore['addToFailure']
  readonly flush: () => void
}

function failureWriter(db: Database, words: JoinWords): FailureWriter {
  const podOf = podFinder(words)
  const rows = bulkInsert(db, 'INSERT INTO failure_row', 13)
  const links = bulkInsert(db, 'INSERT OR REPLACE INTO failure_event', 2)
  const add = db.prepare(
    'UPDATE failure_row SET records = records + ?, events_seen = events_seen + ?, last_span = ? - first_us WHERE id = ?',
  )
  const insertClass = db.prepare('INSERT INTO failure_class VALUES (?, ?, ?)')
  const classes = new Map<string, number>()
  const link = (failureId: number, eventIds: readonly number[]): void => {
    for (const eventId of eventIds) links.put([eventId, failureId])
  }
  const classOf = (failure: FailureDraft): number => {
    const key = `${failure.operation} ${failure.cause}`
    const known = classes.get(key)
    if (known !== undefined) return known
    const id = classes.size + 1
    insertClass.run(id, failure.operation, failure.cause)
    classes.set(key, id)
    return id
  }
  const flush = (): void => {
    rows.flush()
    links.flush()
  }
  return {
    put(failure, eventIds) {
      const { id, first_us, last_us, records, events_seen, secondary, firstEventId, causeEventId } = failure
      const sandbox = words.sandbox.ref(failure.sandbox_id)
      const pod = podOf(failure)
      const node = words.node.ref(failure.node)
      const kind = classOf(failure)
      rows.put([
        id,
        kind,
        node,
        sandbox,
        pod,
        first_us,
        last_us - first_us,
        records,
        events_seen,
        secondary,
        0,
        firstEventId,
        causeEventId - firstEventId,
      ])
      link(id, eventIds)
    },
    add({ failureId, eventIds, records, eventsSeen, lastUs }) {
      rows.flush()
      add.run(records, eventsSeen, lastUs, failureId)
      link(failureId, eventIds)
    },
    flush,
  }
}

function sandboxWriter(db: Database, words: JoinWords): (row: SandboxRow) => void {
  const podOf = podFinder(words)
  const insert = db.prepare(`INSERT INTO sandbox_row VALUES (${Array.from({ length: 16 }, () => '?').join(', ')})`)
  return (row) => {
    insert.run(
      row.id,
      words.sandbox.ref(row.sandbox_id),
      words.node.ref(row.node),
      podOf(row),
      row.attempt,
      row.requested_us,
      row.ready_us,
      row.stop_us,
      row.network_down_us,
      row.stopped_us,
      row.removed_us,
      row.state,
      row.failed_runs,
      row.failed_stops,
      row.netns_left,
      words.sandbox.ref(row.replaced_by),
    )
  }
}
