import type { IncidentCount, IncidentSpan, IncidentSum } from '../joins/join-store.ts'
import type { Operation } from '../model/vocabulary.ts'
import { distinctPairs } from './distinct-pairs.ts'
import { type FailureClass, type FailureRows, INT, REAL } from './failure-rows.ts'
import { runCounter, scatteredSandboxes } from './failure-runs.ts'
import type { PodNames } from './pod-names.ts'
import { intOf, type RowBlock, realOf } from './row-block.ts'

/** Incident of a failure, by its class and beginning. */
export type IncidentOf = (classRef: number, firstUs: number) => number

/** Stretches of one cause do not overlap, and every failure is in one: it is in the last that begins before it. */
export function incidentFinder(failures: FailureRows, spans: readonly IncidentSpan[]): IncidentOf {
  const ofClass: IncidentSpan[][] = []
  for (const { id, cause } of failures.classes()) {
    ofClass[id] = spans.filter((span) => span.cause === cause).sort((a, b) => b.fromUs - a.fromUs)
  }
  return (classRef, firstUs) => {
    for (const span of ofClass[classRef] ?? []) if (span.fromUs <= firstUs) return span.incident
    throw new RangeError('a failure is in no incident')
  }
}

/** An Event without log records stands for as many failures as it counts. */
export function weightOf(records: number, eventsSeen: number): number {
  return records === 0 ? Math.max(1, eventsSeen) : 1
}

/** What the failures of an incident come to. */
export interface IncidentTotals {
  readonly sums: readonly (Omit<IncidentSum, 'node'> & { readonly nodeRef: number })[]
  readonly counts: readonly IncidentCount[]
  /** Sandboxes whose failures are not all in one run (failure-runs.ts). */
  readonly scattered: ReadonlySet<number>
}

interface Sum {
  readonly incident: number
  readonly nodeRef: number
  readonly operation: Operation
  readonly firstId: number
  failures: number
  secondaries: number
  firstUs: number
  lastUs: number
  isUntimed: boolean
}

/** What is counted by. */
export interface CountedBy {
  readonly incidentOf: IncidentOf
  /** By row id. */
  readonly nodeRanks: Int32Array
  readonly pods: PodNames
}

/** One walk over all failures: sums in the order of `JoinStore.incidentSums`, counts by incident. */
export function incidentTotals(failures: FailureRows, by: CountedBy): IncidentTotals {
  const sums = incidentSums(failures.classes())
  const counts = incidentCounts(by.pods)
  const sandboxes = scatteredSandboxes(runCounter(failures.classes(), by.pods))
  failures.each((block, row) => {
    const incident = by.incidentOf(intOf(block, row, INT.classRef), realOf(block, row, REAL.firstUs))
    sums.see(block, row, incident)
    counts.see(block, row, incident)
    sandboxes.see(block, row)
  })
  return {
    sums: sums.list().sort((a, b) => compare(a, b, by.nodeRanks)),
    counts: counts.list(),
    scattered: sandboxes.found,
  }
}

interface Collector<Row> {
  readonly see: (block: RowBlock, row: number, incident: number) => void
  readonly list: () => Row[]
}

function incidentSums(classes: readonly FailureClass[]): Collector<Sum> {
  const sums = new Map<string, Sum>()
  const operations: Operation[] = []
  for (const { id, operation } of classes) operations[id] = operation
  /** The last sum of each class: most failures are as the one of their class before. */
  const lastOf: (Sum | undefined)[] = []
  return {
    see(block, row, incident) {
      const classRef = intOf(block, row, INT.classRef)
      const nodeRef = intOf(block, row, INT.node)
      let sum = lastOf[classRef]
      if (sum?.incident !== incident || sum.nodeRef !== nodeRef) {
        const operation = operations[classRef] ?? 'other'
        const key = `${incident} ${nodeRef} ${operation}`
        sum = sums.get(key) ?? newSum(incident, nodeRef, operation, intOf(block, row, INT.id))
        sums.set(key, sum)
        lastOf[classRef] = sum
      }
      addTo(sum, block, row)
    },
    list: () => [...sums.values()],
  }
}

function incidentCounts({ nameRefs, isNamed }: PodNames): Collector<IncidentCount> {
  const counts: { readonly incident: number; pods: number; sandboxes: number }[] = []
  const pods = distinctPairs()
  const sandboxes = distinctPairs()
  const countOf = (incident: number): { pods: number; sandboxes: number } => {
    const known = counts[incident]
    if (known !== undefined) return known
    const count = { incident, pods: 0, sandboxes: 0 }
    counts[incident] = count
    return count
  }
  return {
    see(block, row, incident) {
      const pod = intOf(block, row, INT.pod)
      const count = countOf(incident)
      if (isNamed[pod] === 1 && pods.isNew(nameRefs[pod] ?? 0, incident)) count.pods += 1
      if (sandboxes.isNew(intOf(block, row, INT.sandbox), incident)) count.sandboxes += 1
    },
    // By incident; numbers that no failure has are left out.
    list: () => counts.filter(() => true),
  }
}

function newSum(incident: number, nodeRef: number, operation: Operation, firstId: number): Sum {
  return { incident, nodeRef, operation, firstId, failures: 0, secondaries: 0, firstUs: 0, lastUs: 0, isUntimed: false }
}

function addTo(sum: Sum, block: RowBlock, row: number): void {
  const weight = weightOf(intOf(block, row, INT.records), intOf(block, row, INT.eventsSeen))
  sum.failures += weight
  if (intOf(block, row, INT.secondary) === 1) sum.secondaries += weight
  const firstUs = realOf(block, row, REAL.firstUs)
  if (firstUs === 0) {
    sum.isUntimed = true
    return
  }
  if (sum.firstUs === 0 || firstUs < sum.firstUs) sum.firstUs = firstUs
  sum.lastUs = Math.max(sum.lastUs, firstUs + realOf(block, row, REAL.lastSpan))
}

/** By incident, then those with a failure without a time first, then by first time. */
function compare(a: Sum, b: Sum, nodeRanks: Int32Array): number {
  return (
    a.incident - b.incident ||
    Number(b.isUntimed) - Number(a.isUntimed) ||
    a.firstUs - b.firstUs ||
    (nodeRanks[a.nodeRef] ?? 0) - (nodeRanks[b.nodeRef] ?? 0) ||
    a.firstId - b.firstId
  )
}
