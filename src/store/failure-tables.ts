import { bulkInsert } from './bulk-insert.ts'
import { failureGroups } from './failure-groups.ts'
import type { IncidentOf } from './failure-incidents.ts'
import { failureMinutes } from './failure-minutes.ts'
import { type FailureRows, INT, REAL } from './failure-rows.ts'
import type { PodNames } from './pod-names.ts'
import { intOf, realOf } from './row-block.ts'
import type { Database } from './sqlite.ts'

/** What is decided after all failures are known. */
export interface Decided {
  readonly incidentOf: IncidentOf
  /** Incidents that are consequences of others: their failures become secondary. */
  readonly secondary: ReadonlySet<number>
  readonly pods: PodNames
  /** Sandboxes whose failures are not all in one run (failure-runs.ts). */
  readonly scattered: ReadonlySet<number>
}

/** All but the row id: SQLite counts from 1 as the joins do, and a value less to hand over is a tenth of the time. */
const COLUMNS = `class_ref, node_ref, sandbox_ref, pod_name_ref, pod_after, first_us, last_span, records, events_seen, secondary,
  incident_id, first_event_id, cause_event_after`

/** Fills failure_class, failure_row and what they are added up in: failure_group, failure_pod and failure_minute. */
export function writeFailures(db: Database, failures: FailureRows, decided: Decided): void {
  const putClass = db.prepare('INSERT INTO failure_class VALUES (?, ?, ?)')
  for (const { id, operation, cause } of failures.classes()) putClass.run(id, operation, cause)
  const rows = bulkInsert(db, `INSERT INTO failure_row (${COLUMNS})`, 13)
  // In the order of COLUMNS; one array for all rows.
  const values = new Array<number>(13).fill(0)
  const groups = failureGroups(db, failures.classes(), decided)
  const minutes = failureMinutes(db)
  failures.each((block, row) => {
    const firstUs = realOf(block, row, REAL.firstUs)
    const classRef = intOf(block, row, INT.classRef)
    const pod = intOf(block, row, INT.pod)
    const nameRef = decided.pods.nameRefs[pod] ?? 0
    const incident = decided.incidentOf(classRef, firstUs)
    values[0] = classRef
    values[1] = intOf(block, row, INT.node)
    values[2] = intOf(block, row, INT.sandbox)
    values[3] = nameRef
    values[4] = pod - nameRef
    values[5] = firstUs
    values[6] = realOf(block, row, REAL.lastSpan)
    values[7] = intOf(block, row, INT.records)
    values[8] = intOf(block, row, INT.eventsSeen)
    values[9] = decided.secondary.has(incident) ? 1 : intOf(block, row, INT.secondary)
    values[10] = incident
    values[11] = intOf(block, row, INT.firstEvent)
    values[12] = intOf(block, row, INT.causeAfter)
    rows.put(values)
    groups.see(block, row, incident)
    minutes.see(incident, intOf(block, row, INT.node), firstUs)
  })
  rows.flush()
  groups.end()
  minutes.end()
}
