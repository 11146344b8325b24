import { bulkInsert } from './bulk-insert.ts'
import { weightOf } from './failure-incidents.ts'
import { type FailureClass, INT, REAL } from './failure-rows.ts'
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

interface Group {
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

/**
 * The joins give the failures of one pod on one node one after the other (of one sandbox, where the pod is not known), so only their
 * groups are open at once; those of failures that name neither, and of readiness, stay open to the end: they are few. `secondary`:
 * incidents all of whose failures are secondary.
 */
export function failureGroups(
  db: Database,
  classes: readonly FailureClass[],
  pods: PodNames,
  secondary: ReadonlySet<number>,
): FailureGroups {
  const readiness = new Set(classes.filter(({ operation }) => operation === 'NetworkReady').map(({ id }) => id))
  const groups = groupWriter(db, secondary)
  const ofRun = new Map<number, Group>()
  const lasting = new Map<string, Group>()
  let runNode = -1
  let runSubject = -1
  return {
    see(block, row, incident) {
      const node = intOf(block, row, INT.node)
      const pod = intOf(block, row, INT.pod)
      const sandbox = intOf(block, row, INT.sandbox)
      const classRef = intOf(block, row, INT.classRef)
      const podName = pods.nameRefs[pod] ?? 0
      const isNamed = pods.isNamed[pod] === 1
      const kind = (incident * (classes.length + 1) + classRef) * 2 + intOf(block, row, INT.secondary)
      if ((!isNamed && sandbox === 0) || readiness.has(classRef)) {
        const key = `${kind} ${node} ${podName} ${sandbox}`
        const group = lasting.get(key) ?? newGroup(block, row, incident, podName)
        lasting.set(key, group)
        add(group, block, row)
        return
      }
      // A pod and a sandbox of one row id are told apart by their sign.
      const subject = isNamed ? podName : -sandbox
      if (node !== runNode || subject !== runSubject) {
        groups.write(ofRun.values())
        ofRun.clear()
        runNode = node
        runSubject = subject
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
      groups.write(ofRun.values())
      groups.write(lasting.values())
      groups.flush()
    },
  }
}

function newGroup(block: RowBlock, row: number, incident: number, podName: number): Group {
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

function add(group: Group, block: RowBlock, row: number): void {
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
): { readonly write: (groups: Iterable<Group>) => void; readonly flush: () => void } {
  const rows = bulkInsert(db, `INSERT INTO failure_group (${COLUMNS})`, 14)
  return {
    write(groups) {
      for (const group of groups) {
        rows.put([
          group.incident,
          group.node,
          group.classRef,
          group.podName,
          group.sandbox,
          secondary.has(group.incident) ? 1 : group.secondary,
          group.failures,
          group.weight,
          group.records,
          group.eventsSeen,
          group.fromUs,
          group.untilUs - group.fromUs,
          group.untimed,
          group.firstId,
        ])
      }
    },
    flush: rows.flush,
  }
}
