import type { Cause, Operation } from '../model/vocabulary.ts'
import { MIN_INCIDENT_GAP_US } from './bounds.ts'
import { type Distinct, newDistinct } from './distinct.ts'
import type { FailureHead } from './join-store.ts'

/** Failures of one cause that are near in time: an incident before it is told why. */
export interface Cluster {
  readonly cause: Cause
  /** Time span of its failures by their first record; 0 = no absolute times. */
  firstUs: number
  lastUs: number
  /** First failure with a time 0 belongs to it too. */
  hasUntimed: boolean
  readonly nodes: Map<string, NodeSpan>
  readonly operations: Map<Operation, number>
  failures: number
  /** Failures that are clean-up of an earlier one. */
  secondaries: number
  pods: number
  sandboxes: number
  /** First failure by order of the cursor. */
  readonly first: FailureHead
}

/** Failures of a cluster on one node. */
export interface NodeSpan {
  firstUs: number
  lastUs: number
  failures: number
}

interface Open {
  readonly cluster: Cluster
  readonly pods: Distinct
  readonly sandboxes: Distinct
}

/** Cuts the failures (by cause, then time) into clusters at silences longer than the bound of their cause. Memory: one entry a cluster and node. */
export function cluster(heads: Iterable<FailureHead>, bounds: ReadonlyMap<Cause, number>): Cluster[] {
  const clusters: Cluster[] = []
  let open: Open | undefined
  for (const head of heads) {
    if (!open || !belongs(open.cluster, head, bounds.get(head.cause) ?? MIN_INCIDENT_GAP_US)) {
      if (open) clusters.push(close(open))
      open = newOpen(head)
    }
    add(open, head)
  }
  if (open) clusters.push(close(open))
  return clusters
}

/** Failures without a time (they come first) go with the first timed ones of their cause. */
function belongs(current: Cluster, head: FailureHead, bound: number): boolean {
  if (current.cause !== head.cause) return false
  return current.lastUs === 0 || head.firstUs - current.lastUs <= bound
}

function newOpen(head: FailureHead): Open {
  return {
    cluster: {
      cause: head.cause,
      firstUs: 0,
      lastUs: 0,
      hasUntimed: false,
      nodes: new Map(),
      operations: new Map(),
      failures: 0,
      secondaries: 0,
      pods: 0,
      sandboxes: 0,
      first: head,
    },
    pods: newDistinct(),
    sandboxes: newDistinct(),
  }
}

function add(open: Open, head: FailureHead): void {
  const { cluster: into } = open
  // An Event without log records stands for as many failures as it counts.
  const weight = head.records === 0 ? Math.max(1, head.eventsSeen) : 1
  into.failures += weight
  if (head.secondary === 1) into.secondaries += weight
  into.operations.set(head.operation, (into.operations.get(head.operation) ?? 0) + weight)
  addSpan(into, head, weight)
  open.pods.add(head.podName === '' ? '' : `${head.podNamespace}/${head.podName}`)
  open.sandboxes.add(head.sandbox)
}

function addSpan(into: Cluster, head: FailureHead, weight: number): void {
  const span = into.nodes.get(head.node) ?? { firstUs: 0, lastUs: 0, failures: 0 }
  into.nodes.set(head.node, span)
  span.failures += weight
  if (head.firstUs === 0) {
    into.hasUntimed = true
    return
  }
  span.firstUs ||= head.firstUs
  span.lastUs = Math.max(span.lastUs, head.lastUs)
  into.firstUs ||= head.firstUs
  into.lastUs = Math.max(into.lastUs, head.lastUs)
}

function close(open: Open): Cluster {
  open.cluster.pods = open.pods.size()
  open.cluster.sandboxes = open.sandboxes.size()
  return open.cluster
}

/** The operation most failures of the cluster are of; of equals the one that was met first. */
export function mainOperation(of: Cluster): Operation {
  let best: Operation = of.first.operation
  for (const [operation, count] of of.operations) if (count > (of.operations.get(best) ?? 0)) best = operation
  return best
}
