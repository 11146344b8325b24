import type { FailureHead, JoinEvent } from '../joins/join-store.ts'
import type { Component, Operation, Outcome } from '../model/vocabulary.ts'
import type { JoinWords } from './join-words.ts'
import type { OpenCursors } from './open-cursors.ts'
import type { Database } from './sqlite.ts'

/** What an event stands for after resolution; the same rules as in view `event` (views.ts). */
export const RESOLVED: string = `
  FROM event_row e
  JOIN temp.source_rank sr ON sr.id = e.source_id
  LEFT JOIN sandbox_identity i ON i.sandbox_ref = e.sandbox_ref
  LEFT JOIN pod_identity u ON u.pod_ref = e.pod_ref
  JOIN temp.pod_rank pr ON pr.id = CASE WHEN u.named_ref <> 0 THEN u.named_ref WHEN i.pod_ref <> 0 THEN i.pod_ref
    ELSE e.pod_ref END
  JOIN temp.node_rank nr ON nr.id = CASE WHEN e.node_ref <> 0 THEN e.node_ref WHEN i.node_ref <> 0 THEN i.node_ref
    ELSE pr.node_ref END`

const EVENT = `e.id, sr.rank, e.line, e.ord, e.time_us, e.last_span, e.repeat_n, nr.id, e.signature_ref,
  e.sandbox_ref, pr.id, e.attempt`

/** Events with a sandbox or pod. Signatures of readiness are few: naming them spares a lookup for every event. */
function namedCondition(db: Database): string {
  const readiness = db.prepare(`SELECT id FROM signature WHERE operation = 'NetworkReady' ORDER BY id`).pluck().all()
  const others = readiness.length === 0 ? '' : ` AND e.signature_ref NOT IN (${readiness.join(', ')})`
  return `(e.sandbox_ref <> 0 OR pr.named = 1)${others}`
}

/** Ranks by text of what the cursors sort by, so that sorting compares integers. */
export function createRanks(db: Database): void {
  db.exec(`
    CREATE TEMP TABLE source_rank (id INTEGER PRIMARY KEY, rank INTEGER NOT NULL);
    INSERT INTO source_rank SELECT id, row_number() OVER (ORDER BY path, key) FROM source;
    CREATE TEMP TABLE node_rank (id INTEGER PRIMARY KEY, rank INTEGER NOT NULL);
    INSERT INTO node_rank SELECT id, row_number() OVER (ORDER BY node) FROM node;
    CREATE TEMP TABLE pod_rank (id INTEGER PRIMARY KEY, rank INTEGER NOT NULL, named INTEGER NOT NULL,
      node_ref INTEGER NOT NULL);
    INSERT INTO pod_rank SELECT p.id, dense_rank() OVER (ORDER BY p.pod_namespace, p.pod_name),
      CASE WHEN p.pod_name = '' THEN 0 ELSE 1 END, coalesce(i.node_ref, 0)
      FROM pod p LEFT JOIN pod_identity i ON i.pod_ref = p.id;
  `)
}

/** Temporary tables go with the joins. */
export function dropRanks(db: Database): void {
  db.exec(`DROP TABLE temp.source_rank; DROP TABLE temp.node_rank; DROP TABLE temp.pod_rank;
    DROP TABLE IF EXISTS temp.success;
    DROP TABLE IF EXISTS temp.class_rank; DROP TABLE IF EXISTS temp.incident_span`)
}

interface Signature {
  readonly component: Component
  readonly operation: Operation
  readonly outcome: Outcome
  readonly cause: JoinEvent['cause']
  readonly kind: string
  readonly secondary: number
}

/** Cursors over events in the order of `JoinStore.events` and `looseEvents`. */
export function eventCursors(
  db: Database,
  words: JoinWords,
  cursors: OpenCursors,
): { readonly named: () => Iterable<JoinEvent>; readonly loose: () => Iterable<JoinEvent> } {
  const isNamed = namedCondition(db)
  const named = `SELECT ${EVENT} ${RESOLVED} WHERE ${isNamed}
    ORDER BY pr.rank, CASE pr.named WHEN 1 THEN '' ELSE (SELECT k.sandbox_id FROM sandbox_key k WHERE k.id = e.sandbox_ref) END, nr.rank, e.time_us, sr.rank, e.byte_offset, e.ord`
  const loose = `SELECT ${EVENT} ${RESOLVED} WHERE NOT (${isNamed})
    ORDER BY nr.rank, e.time_us, sr.rank, e.byte_offset, e.ord`
  const signatures = new Map(
    db
      .prepare('SELECT id, component, operation, outcome, cause, kind, secondary FROM signature')
      .all()
      .map((row) => [(row as { id: number }).id, row as Signature]),
  )
  return {
    named: () => readEvents(cursors.cells(named), signatures, words),
    loose: () => readEvents(cursors.cells(loose), signatures, words),
  }
}

function* readEvents(
  rows: Iterable<EventCells>,
  signatures: ReadonlyMap<number, Signature>,
  words: JoinWords,
): Generator<JoinEvent> {
  for (const row of rows) {
    const [id, source, line, ord, timeUs, lastSpan, repeatN, node, signatureRef, sandbox, podRef, attempt] = row
    const signature = signatures.get(signatureRef)
    if (signature === undefined) continue
    const pod = words.pod.words(podRef)
    yield {
      id,
      source,
      line,
      ord,
      timeUs,
      lastUs: timeUs + lastSpan,
      repeatN,
      node: words.node.words(node),
      component: signature.component,
      operation: signature.operation,
      outcome: signature.outcome,
      cause: signature.cause,
      sandboxId: words.sandbox.words(sandbox),
      podNamespace: pod.podNamespace,
      podName: pod.podName,
      podUid: pod.podUid,
      attempt,
      kind: signature.kind,
      secondary: signature.secondary === 1,
    }
  }
}

type EventCells = [number, number, number, number, number, number, number, number, number, number, number, number]

const CELLS = 'f.id, f.node_ref, f.class_ref, f.first_us, f.first_us + f.last_span'

interface FailureClass {
  readonly operation: Operation
  readonly cause: FailureHead['cause']
}

/** Failures in the order of `JoinStore.failuresByNode`; may be asked while failures are put. Needs createRanks. */
export function failuresByNode(db: Database, words: JoinWords, cursors: OpenCursors): Iterable<FailureHead> {
  const sql = `SELECT ${CELLS} FROM failure_row f JOIN temp.node_rank n ON n.id = f.node_ref
    WHERE f.class_ref NOT IN (SELECT id FROM failure_class WHERE operation = 'NetworkReady') ORDER BY n.rank, f.first_us, f.id`
  return readFailures(db, cursors.cells(sql), words)
}

function* readFailures(db: Database, rows: Iterable<FailureCells>, words: JoinWords): Generator<FailureHead> {
  // Read when the first row is asked for: classes come with the failures.
  let classes: ReadonlyMap<number, FailureClass> | undefined
  for (const [id, node, classRef, firstUs, lastUs] of rows) {
    classes ??= classesOf(db)
    const { operation, cause } = classes.get(classRef) ?? NO_CLASS
    yield { id, node: words.node.words(node), operation, cause, firstUs, lastUs }
  }
}

const NO_CLASS: FailureClass = { operation: 'other', cause: 'unknown' }

function classesOf(db: Database): ReadonlyMap<number, FailureClass> {
  const rows = db.prepare('SELECT id, operation, cause FROM failure_class').all() as (FailureClass & { id: number })[]
  return new Map(rows.map((row) => [row.id, row]))
}

type FailureCells = [number, number, number, number, number]
