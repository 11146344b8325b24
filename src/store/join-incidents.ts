import type { FailureTime, IncidentCount, IncidentSpan, IncidentSum, JoinStore } from '../joins/join-store.ts'
import type { Cause, Operation } from '../model/vocabulary.ts'
import type { JoinWords } from './join-words.ts'
import type { OpenCursors } from './open-cursors.ts'
import type { Database } from './sqlite.ts'

/** Causes by text, so that sorting compares integers. */
const CLASS_RANK = `
  CREATE TEMP TABLE class_rank (id INTEGER PRIMARY KEY, rank INTEGER NOT NULL, cause TEXT NOT NULL);
  INSERT INTO class_rank SELECT id, dense_rank() OVER (ORDER BY cause), cause FROM failure_class`

const TIMES = `SELECT r.rank, f.first_us, f.first_us + f.last_span FROM failure_row f JOIN temp.class_rank r ON r.id = f.class_ref ORDER BY 1, 2`

const INCIDENT_SPAN = `CREATE TEMP TABLE incident_span (class_ref INTEGER, from_us INTEGER, incident_id INTEGER,
  PRIMARY KEY (class_ref, from_us)) WITHOUT ROWID`

/** Stretches of one cause do not overlap, and every failure is in one: it is in the last that begins before it. */
const ASSIGN = `UPDATE failure_row SET incident_id = (SELECT s.incident_id FROM temp.incident_span s
  WHERE s.class_ref = failure_row.class_ref AND s.from_us <= failure_row.first_us ORDER BY s.from_us DESC LIMIT 1)`

/** The first pod row with the same namespace and name, for each. */
const POD_NAME = `INSERT INTO pod_name SELECT id, min(id) OVER (PARTITION BY pod_namespace, pod_name) FROM pod`

/**
 * Failures that differ in time alone are one row here: what counts failures and distinct nodes, pods and sandboxes of an incident
 * reads this instead of every failure.
 */
const GROUP = `INSERT INTO failure_group (incident_id, node_ref, class_ref, pod_name_ref, sandbox_ref, secondary, failures,
    weight, records, events_seen, from_us, until_span, untimed, first_id)
  SELECT f.incident_id, f.node_ref, f.class_ref, p.name_ref, f.sandbox_ref, f.secondary, count(*),
    sum(CASE f.records WHEN 0 THEN max(1, f.events_seen) ELSE 1 END), sum(f.records), sum(f.events_seen),
    coalesce(min(nullif(f.first_us, 0)), 0),
    max(CASE f.first_us WHEN 0 THEN 0 ELSE f.first_us + f.last_span END) - coalesce(min(nullif(f.first_us, 0)), 0),
    max(f.first_us = 0), min(f.id)
  FROM failure_row f JOIN pod_name p ON p.pod_ref = f.pod_ref GROUP BY 1, 2, 3, 4, 5, 6`

const SUMS = `SELECT g.incident_id, n.id, c.operation, sum(g.weight), sum(g.weight * g.secondary),
    coalesce(min(nullif(g.from_us, 0)), 0), max(g.from_us + g.until_span)
  FROM failure_group g JOIN failure_class c ON c.id = g.class_ref JOIN temp.node_rank n ON n.id = g.node_ref
  GROUP BY g.incident_id, n.id, c.operation
  ORDER BY g.incident_id, max(g.untimed) DESC, min(nullif(g.from_us, 0)), n.rank, min(g.first_id)`

/** A failure that names no pod or sandbox has the one of row 0. */
const COUNTS = `SELECT g.incident_id AS incident, count(DISTINCT CASE p.pod_name WHEN '' THEN NULL ELSE g.pod_name_ref END) AS pods,
    count(DISTINCT nullif(g.sandbox_ref, 0)) AS sandboxes
  FROM failure_group g JOIN pod p ON p.id = g.pod_name_ref GROUP BY g.incident_id ORDER BY g.incident_id`

type SumCells = readonly [number, number, Operation, number, number, number, number]

/** What the third walk of the joins asks for. Needs the ranks of join-cursors.ts. */
export type IncidentAccess = Pick<
  JoinStore,
  'failureTimes' | 'assignIncidents' | 'incidentSums' | 'incidentCounts' | 'markSecondary'
>

export function incidentAccess(db: Database, words: JoinWords, cursors: OpenCursors): IncidentAccess {
  return {
    failureTimes() {
      db.exec(CLASS_RANK)
      return readTimes(db, cursors.cells(TIMES))
    },
    assignIncidents(spans) {
      putSpans(db, spans)
      db.exec(`${ASSIGN}; ${POD_NAME}; ${GROUP}`)
    },
    incidentSums: () => readSums(cursors.cells(SUMS), words),
    incidentCounts: () => db.prepare(COUNTS).all() as IncidentCount[],
    markSecondary(incident) {
      for (const table of ['failure_row', 'failure_group'])
        db.prepare(`UPDATE ${table} SET secondary = 1 WHERE incident_id = ? AND secondary = 0`).run(incident)
    },
  }
}

function putSpans(db: Database, spans: readonly IncidentSpan[]): void {
  db.exec(INCIDENT_SPAN)
  const put = db.prepare('INSERT INTO temp.incident_span SELECT id, ?, ? FROM temp.class_rank WHERE cause = ?')
  for (const { incident, cause, fromUs } of spans) put.run(fromUs, incident, cause)
}

function* readTimes(
  db: Database,
  rows: Iterable<readonly [number, number, number]>,
): Generator<FailureTime, void, undefined> {
  const causes = new Map<number, Cause>()
  const ranks = db.prepare('SELECT rank, cause FROM temp.class_rank').all() as { rank: number; cause: Cause }[]
  for (const row of ranks) causes.set(row.rank, row.cause)
  for (const [rank, firstUs, lastUs] of rows) yield { cause: causes.get(rank) ?? 'unknown', firstUs, lastUs }
}

function* readSums(rows: Iterable<SumCells>, words: JoinWords): Generator<IncidentSum, void, undefined> {
  for (const [incident, node, operation, failures, secondaries, firstUs, lastUs] of rows)
    yield { incident, node: words.node.words(node), operation, failures, secondaries, firstUs, lastUs }
}
