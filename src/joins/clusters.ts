import type { Operation } from '../model/vocabulary.ts'
import type { IncidentSum } from './join-store.ts'
import type { Stretch } from './rhythm.ts'

/** Failures of one cause that are near in time: an incident before it is told why. */
export interface Cluster extends Stretch {
  /** Nodes in order of their first failure. */
  readonly nodes: Map<string, NodeSpan>
  /** How many failures are of each operation, in order of the first. */
  readonly operations: Map<Operation, number>
  failures: number
  /** Failures that are clean-up of an earlier one. */
  secondaries: number
  pods: number
  sandboxes: number
}

/** Failures of a cluster on one node; times 0 = none has one. */
export interface NodeSpan {
  firstUs: number
  lastUs: number
  failures: number
}

/** An empty cluster for each stretch. */
export function newClusters(stretches: readonly Stretch[]): Cluster[] {
  return stretches.map((stretch) => ({
    ...stretch,
    nodes: new Map<string, NodeSpan>(),
    operations: new Map<Operation, number>(),
    failures: 0,
    secondaries: 0,
    pods: 0,
    sandboxes: 0,
  }))
}

/** Adds what failures of one node and operation come to. */
export function addSum(into: Cluster, sum: IncidentSum): void {
  into.failures += sum.failures
  into.secondaries += sum.secondaries
  into.operations.set(sum.operation, (into.operations.get(sum.operation) ?? 0) + sum.failures)
  const span = into.nodes.get(sum.node) ?? { firstUs: 0, lastUs: 0, failures: 0 }
  into.nodes.set(sum.node, span)
  span.failures += sum.failures
  if (sum.firstUs === 0) return
  span.firstUs = span.firstUs === 0 ? sum.firstUs : Math.min(span.firstUs, sum.firstUs)
  span.lastUs = Math.max(span.lastUs, sum.lastUs)
}

/** The operation most failures of the cluster are of; of equals the one that was met first. */
export function mainOperation(of: Cluster): Operation {
  let best: Operation = 'other'
  let most = 0
  for (const [operation, count] of of.operations) {
    if (count <= most) continue
    best = operation
    most = count
  }
  return best
}
