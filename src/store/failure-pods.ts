import type { Operation } from '../model/vocabulary.ts'
import { bulkInsert } from './bulk-insert.ts'
import type { FailureClass } from './failure-rows.ts'
import type { Database } from './sqlite.ts'

/** A row of failure_group. */
export interface FailureGroup {
  readonly incident: number
  readonly node: number
  readonly classRef: number
  readonly podName: number
  readonly sandbox: number
  readonly secondary: number
  readonly firstId: number
  failures: number
  weight: number
  records: number
  eventsSeen: number
  /** Of failures with a time; 0 = none has one. */
  fromUs: number
  untilUs: number
  untimed: number
}

/** Adds the groups of a pod's sandboxes up: failure_pod. */
export interface FailurePods {
  /** All groups of one run (failure-runs.ts), or those that are in none. */
  readonly see: (run: Iterable<FailureGroup>) => void
  readonly end: () => void
}

/** A row of failure_pod. */
interface Row extends Pick<FailureGroup, 'incident' | 'node' | 'classRef' | 'podName' | 'sandbox' | 'firstId'> {
  failures: number
  records: number
  eventsSeen: number
  fromUs: number
  untilUs: number
  sandboxes: number
  classSandboxes: number
  incidentSandboxes: number
  caseSandboxes: number
  incidentFolds: number
  caseFolds: number
}

// What two groups of one sandbox can have in common; IN_INCIDENT places further: together with the incident.
const ANY = 1
const INCIDENT = 2
const OPERATION = 4
const CLASS = 8
const IN_INCIDENT = 2

/**
 * Distinct sandboxes are counted here, once, because SQLite has to sort all of them for it. All failures of a sandbox are in one run, so
 * what is remembered of a run alone gives exact counts, and those of several rows may be added. A sandbox of which that is not true
 * (`scattered`) has rows of its own, to be counted as distinct.
 */
export function failurePods(
  db: Database,
  classes: readonly FailureClass[],
  scattered: ReadonlySet<number>,
): FailurePods {
  const operations: Operation[] = []
  for (const { id, operation } of classes) operations[id] = operation
  const rows = rowWriter(db)
  const ofRun = new Map<number, Row>()
  /** Of failures whose pod is not known: a run is one sandbox there, so they are added up over all runs. */
  const nameless = new Map<number, Row>()
  /** Groups of the run by sandbox. */
  const ofSandbox = new Map<number, FailureGroup[]>()

  const rowOf = (group: FailureGroup): Row => {
    const kind = group.incident * (classes.length + 1) + group.classRef
    const among = group.podName === 0 ? nameless : ofRun
    const key = kind * 2 ** 31 + (group.podName === 0 ? group.node : group.podName)
    let row = among.get(key)
    if (row === undefined) {
      row = newRow(group, 0)
      among.set(key, row)
    }
    return row
  }
  /** In what two groups of one sandbox are alike, as bits. */
  const likeness = (a: FailureGroup, b: FailureGroup): number => {
    const cls = a.classRef === b.classRef ? CLASS | OPERATION : 0
    const kind = cls === 0 && operations[a.classRef] === operations[b.classRef] ? OPERATION : cls
    return a.incident === b.incident ? ANY | INCIDENT | kind | (kind << IN_INCIDENT) : ANY | kind
  }
  const count = (row: Row, group: FailureGroup): void => {
    const others = ofSandbox.get(group.sandbox)
    let alike = 0
    if (others !== undefined) for (const other of others) alike |= likeness(other, group)
    countIn(row, alike)
    if (others === undefined) ofSandbox.set(group.sandbox, [group])
    else others.push(group)
  }
  return {
    see(run) {
      for (const group of run) {
        if (group.sandbox === 0 || scattered.has(group.sandbox)) {
          rows.write(add(newRow(group, group.sandbox), group))
          continue
        }
        const row = rowOf(group)
        add(row, group)
        count(row, group)
      }
      for (const row of ofRun.values()) rows.write(row)
      ofRun.clear()
      ofSandbox.clear()
    },
    end() {
      for (const row of nameless.values()) rows.write(row)
      rows.flush()
    },
  }
}

/** Counts a sandbox in `row`, where it is not yet counted: `alike` has what its earlier groups have in common with this one. */
function countIn(row: Row, alike: number): void {
  if ((alike & ANY) === 0) row.caseSandboxes += 1
  if ((alike & OPERATION) === 0) row.caseFolds += 1
  if ((alike & CLASS) === 0) row.classSandboxes += 1
  if ((alike & INCIDENT) === 0) row.incidentSandboxes += 1
  if ((alike & (OPERATION << IN_INCIDENT)) === 0) row.incidentFolds += 1
  if ((alike & (CLASS << IN_INCIDENT)) === 0) row.sandboxes += 1
}

function newRow({ incident, node, classRef, podName, firstId }: FailureGroup, sandbox: number): Row {
  return {
    incident,
    node,
    classRef,
    podName,
    sandbox,
    firstId,
    failures: 0,
    records: 0,
    eventsSeen: 0,
    fromUs: 0,
    untilUs: 0,
    sandboxes: 0,
    classSandboxes: 0,
    incidentSandboxes: 0,
    caseSandboxes: 0,
    incidentFolds: 0,
    caseFolds: 0,
  }
}

function add(row: Row, group: FailureGroup): Row {
  row.failures += group.failures
  row.records += group.records
  row.eventsSeen += group.eventsSeen
  if (group.fromUs > 0 && (row.fromUs === 0 || group.fromUs < row.fromUs)) row.fromUs = group.fromUs
  row.untilUs = Math.max(row.untilUs, group.untilUs)
  return row
}

/** All but the row id, which SQLite counts. */
const COLUMNS = `incident_id, node_ref, class_ref, pod_name_ref, sandbox_ref, failures, records, events_seen, from_us, until_span, first_id,
  sandboxes, class_sandboxes, incident_sandboxes, case_sandboxes, incident_folds, case_folds`

function rowWriter(db: Database): { readonly write: (row: Row) => void; readonly flush: () => void } {
  const rows = bulkInsert(db, `INSERT INTO failure_pod (${COLUMNS})`, 17)
  return {
    write(row) {
      rows.put([
        row.incident,
        row.node,
        row.classRef,
        row.podName,
        row.sandbox,
        row.failures,
        row.records,
        row.eventsSeen,
        row.fromUs,
        row.untilUs - row.fromUs,
        row.firstId,
        row.sandboxes,
        row.classSandboxes,
        row.incidentSandboxes,
        row.caseSandboxes,
        row.incidentFolds,
        row.caseFolds,
      ])
    },
    flush: rows.flush,
  }
}
