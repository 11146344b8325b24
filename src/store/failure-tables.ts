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
  const groups = failureGroups(db, failures.classes(), decided)
  const minutes = failureMinutes(db)
  failures.each((block, row) => {
    const firstUs = realOf(block, row, REAL.firstUs)
    const classRef = intOf(block, row, INT.classRef)
    const pod = intOf(block, row, INT.pod)
    const nameRef = decided.pods.nameRefs[pod] ?? 0
    const incident = decided.incidentOf(classRef, firstUs)
    rows.put([
      classRef,
      intOf(block, row, INT.node),
      intOf(block, row, INT.sandbox),
      nameRef,
      pod - nameRef,
      firstUs,
      realOf(block, row, REAL.lastSpan),
      intOf(block, row, INT.records),
      intOf(block, row, INT.eventsSeen),
      decided.secondary.has(incident) ? 1 : intOf(block, row, INT.secondary),
      incident,
      intOf(block, row, INT.firstEvent),
      intOf(block, row, INT.causeAfter),
    ])
    groups.see(block, row, incident)
    minutes.see(incident, intOf(block, row, INT.node), firstUs)
  })
  rows.flush()
  groups.end()
  minutes.end()
}
