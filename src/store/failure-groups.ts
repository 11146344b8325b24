import { bulkInsert } from './bulk-insert.ts'
import { weightOf } from './failure-incidents.ts'
import { type FailureGroup, failurePods } from './failure-pods.ts'
import { type FailureClass, INT, REAL } from './failure-rows.ts'
import { runCounter } from './failure-runs.ts'
import type { PodNames } from './pod-names.ts'
import { intOf, type RowBlock, realOf } from './row-block.ts'
import type { Database } from './sqlite.ts'

/**
 * Failures that differ in time alone are one row of failure_group: what counts failures and distinct nodes, pods and sandboxes of an
 * incident reads this instead of every failure.
 */
export interface FailureGroups {
  /** Takes failures in order of id. */
  readonly see: (block: RowBlock, row: number, incident: number) => void
  readonly end: () => void
}

/** What is known of the failures before they are grouped. */
export interface GroupedBy {
  readonly pods: PodNames
  /** Incidents all of whose failures are secondary. */
  readonly secondary: ReadonlySet<number>
  /** Sandboxes whose failures are not all in one run. */
  readonly scattered: ReadonlySet<number>
}

/** Only the groups of one run (failure-runs.ts) are open at once; those of failures that are in none stay open to the end: they are few. */
export function failureGroups(
  db: Database,
  classes: readonly FailureClass[],
  { pods, secondary, scattered }: GroupedBy,
): FailureGroups {
  const runOf = runCounter(classes, pods)
  const groups = groupWriter(db, secondary)
  const sums = failurePods(db, classes, scattered)
  const ofRun = new Map<number, FailureGroup>()
  const lasting = new Map<string, FailureGroup>()
  const write = (some: ReadonlyMap<unknown, FailureGroup>): void => {
    groups.write(some.values())
    sums.see(some.values())
  }
  let openRun = 0
  return {
    see(block, row, incident) {
      const node = intOf(block, row, INT.node)
      const pod = intOf(block, row, INT.pod)
      const sandbox = intOf(block, row, INT.sandbox)
      const classRef = intOf(block, row, INT.classRef)
      const podName = pods.nameRefs[pod] ?? 0
      const kind = (incident * (classes.length + 1) + classRef) * 2 + intOf(block, row, INT.secondary)
      const run = runOf(block, row)
      if (run === 0) {
        const key = `${kind} ${node} ${podName} ${sandbox}`
        const group = lasting.get(key) ?? newGroup(block, row, incident, podName)
        lasting.set(key, group)
        add(group, block, row)
        return
      }
      if (run !== openRun) {
        write(ofRun)
        ofRun.clear()
        openRun = run
      }
      const key = kind * 2 ** 31 + sandbox
      let group = ofRun.get(key)
      if (group === undefined) {
        group = newGroup(block, row, incident, podName)
        ofRun.set(key, group)
      }
      add(group, block, row)
    },
    end() {
      write(ofRun)
      write(lasting)
      groups.flush()
      sums.end()
    },
  }
}

function newGroup(block: RowBlock, row: number, incident: number, podName: number): FailureGroup {
  return {
    incident,
    node: intOf(block, row, INT.node),
    classRef: intOf(block, row, INT.classRef),
    podName,
    sandbox: intOf(block, row, INT.sandbox),
    secondary: intOf(block, row, INT.secondary),
    firstId: intOf(block, row, INT.id),
    failures: 0,
    weight: 0,
    records: 0,
    eventsSeen: 0,
    fromUs: 0,
    untilUs: 0,
    untimed: 0,
  }
}

function add(group: FailureGroup, block: RowBlock, row: number): void {
  const records = intOf(block, row, INT.records)
  const eventsSeen = intOf(block, row, INT.eventsSeen)
  group.failures += 1
  group.weight += weightOf(records, eventsSeen)
  group.records += records
  group.eventsSeen += eventsSeen
  const firstUs = realOf(block, row, REAL.firstUs)
  if (firstUs === 0) {
    group.untimed = 1
    return
  }
  if (group.fromUs === 0 || firstUs < group.fromUs) group.fromUs = firstUs
  group.untilUs = Math.max(group.untilUs, firstUs + realOf(block, row, REAL.lastSpan))
}

/** All but the row id, which SQLite gives. */
const COLUMNS = `incident_id, node_ref, class_ref, pod_name_ref, sandbox_ref, secondary, failures, weight, records, events_seen,
  from_us, until_span, untimed, first_id`

function groupWriter(
  db: Database,
  secondary: ReadonlySet<number>,
): { readonly write: (groups: Iterable<FailureGroup>) => void; readonly flush: () => void } {
  const rows = bulkInsert(db, `INSERT INTO failure_group (${COLUMNS})`, 14)
  // In the order of COLUMNS; one array for all rows.
  const values = new Array<number>(14).fill(0)
  return {
    write(groups) {
      for (const group of groups) {
        values[0] = group.incident
        values[1] = group.node
        values[2] = group.classRef
        values[3] = group.podName
        values[4] = group.sandbox
        values[5] = secondary.has(group.incident) ? 1 : group.secondary
        values[6] = group.failures
        values[7] = group.weight
        values[8] = group.records
        values[9] = group.eventsSeen
        values[10] = group.fromUs
        values[11] = group.untilUs - group.fromUs
        values[12] = group.untimed
        values[13] = group.firstId
        rows.put(values)
      }
    },
    flush: rows.flush,
  }
}
