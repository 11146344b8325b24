import type { Cause, Operation } from '../model/vocabulary.ts'
import { type Cluster, mainOperation } from './clusters.ts'
import type { JoinFact } from './join-store.ts'

const MINUTE = 60_000_000

/** One way in which a series follows from another (messages.md 6.2). */
interface Rule {
  readonly effect: Cause
  /** Operation that the effect must be of, where it matters. */
  readonly of?: readonly Operation[]
  /** Causes it can follow from, the likeliest first; 'any' = every deeper one. */
  readonly from: readonly Cause[] | 'any'
  /** The second may hit no more pods than the first did. */
  readonly ofSamePods?: true
  /** How long after the last failure of the first series the second may begin. */
  readonly afterUs: number
  /** How long before the first series the second may begin (its first lines may be lost or out of order). */
  readonly beforeUs: number
}

const RULES: readonly Rule[] = [
  // S-12: the name stays reserved while the first, slow or stuck run of the pod goes on.
  {
    effect: 'sandbox-name-conflict',
    from: [
      'runtime-timeout',
      'cni-agent-unreachable',
      'cni-apiserver-unreachable',
      'runtime-unavailable',
      'resource-exhausted',
      'oci-runtime-failed',
    ],
    afterUs: 30 * MINUTE,
    beforeUs: 10 * MINUTE,
  },
  // The name of an attempt whose clean-up failed, whatever it failed with, stays reserved as well.
  { effect: 'sandbox-name-conflict', from: 'any', ofSamePods: true, afterUs: 10 * MINUTE, beforeUs: 0 },
  // S-11: nothing is loaded because what is there cannot be loaded.
  { effect: 'cni-config-missing', from: ['cni-config-invalid'], afterUs: 10 * MINUTE, beforeUs: 5 * MINUTE },
  // S-10: kubelet gives up while the plugin waits for its agent or the API.
  {
    effect: 'runtime-timeout',
    from: ['cni-agent-unreachable', 'cni-apiserver-unreachable', 'resource-exhausted', 'state-corrupt'],
    afterUs: 5 * MINUTE,
    beforeUs: 5 * MINUTE,
  },
  // B-11: the sandbox is gone, which was wanted.
  { effect: 'sandbox-not-found', from: 'any', afterUs: 10 * MINUTE, beforeUs: MINUTE },
  // KU-24, B-18: status of a sandbox without network.
  { effect: 'network-info-missing', of: ['PodSandboxStatus'], from: 'any', afterUs: 10 * MINUTE, beforeUs: MINUTE },
  // B-17: the container ended before its network could be asked.
  {
    effect: 'netns-missing',
    of: ['PodSandboxStatus', 'StopPodSandbox', 'other'],
    from: 'any',
    afterUs: 10 * MINUTE,
    beforeUs: MINUTE,
  },
]

/** Never a first cause for others: they say too little. */
const NEVER_FIRST: ReadonlySet<Cause> = new Set<Cause>(['unknown', 'sandbox-not-found', 'sandbox-name-conflict'])

/**
 * For each cluster the index of the cluster it is a consequence of, or -1. A consequence needs a node in common and the right order in time; chains
 * lead to the first one and never in a circle. `restarts` are starts and stops of the runtime.
 */
export function consequences(clusters: readonly Cluster[], restarts: readonly JoinFact[]): number[] {
  const parents = clusters.map((effect, index) => parentOf(effect, index, clusters, restarts))
  return parents.map((parent, index) => root(parents, parent, index))
}

function parentOf(effect: Cluster, index: number, clusters: readonly Cluster[], restarts: readonly JoinFact[]): number {
  const others = clusters.map((_, at) => at).filter((at) => at !== index)
  for (const rule of RULES) {
    if (rule.effect !== effect.cause || !isOf(rule, effect)) continue
    const found = byRule(rule, effect, clusters, others)
    if (found >= 0) return found
  }
  if (effect.secondaries === effect.failures) {
    const found = strongest(
      effect,
      clusters,
      others.filter((at) => isRunCluster(clusters[at])),
      10 * MINUTE,
      MINUTE,
    )
    if (found >= 0) return found
  }
  const restart = effect.cause === 'runtime-unavailable' || effect.cause === 'runtime-timeout'
  return restart && isRestart(effect, restarts) ? strongest(effect, clusters, others, 60 * MINUTE, MINUTE) : -1
}

function isOf(rule: Rule, effect: Cluster): boolean {
  return rule.of === undefined || rule.of.includes(mainOperation(effect))
}

function isRunCluster(of: Cluster | undefined): boolean {
  return of?.operations.has('RunPodSandbox') === true && of.secondaries < of.failures
}

/** The pods of the effect may all be among those of runs that failed before. */
function hitsAsMany(first: Cluster | undefined, effect: Cluster): boolean {
  return isRunCluster(first) && first !== undefined && effect.pods > 0 && effect.pods <= first.pods
}

function byRule(rule: Rule, effect: Cluster, clusters: readonly Cluster[], others: readonly number[]): number {
  if (rule.from === 'any') {
    const among = rule.ofSamePods ? others.filter((at) => hitsAsMany(clusters[at], effect)) : others
    return strongest(effect, clusters, among, rule.afterUs, rule.beforeUs)
  }
  for (const cause of rule.from) {
    const found = strongest(
      effect,
      clusters,
      others.filter((at) => clusters[at]?.cause === cause),
      rule.afterUs,
      rule.beforeUs,
    )
    if (found >= 0) return found
  }
  return -1
}

/** Of the clusters it could follow from the one with the most failures of its own; of equals the first. */
function strongest(
  effect: Cluster,
  clusters: readonly Cluster[],
  among: readonly number[],
  afterUs: number,
  beforeUs: number,
): number {
  let best = -1
  let most = 0
  for (const at of among) {
    const first = clusters[at]
    if (!first || NEVER_FIRST.has(first.cause) || !precedes(first, effect, afterUs, beforeUs)) continue
    const weight = first.failures - first.secondaries
    if (weight <= most) continue
    best = at
    most = weight
  }
  return best
}

/** They share a node, and the effect begins within the first series or soon after it. Without times, order cannot speak against it. */
function precedes(first: Cluster, effect: Cluster, afterUs: number, beforeUs: number): boolean {
  if (!sharesNode(first, effect)) return false
  if (first.firstUs === 0 || effect.firstUs === 0) return true
  return effect.firstUs >= first.firstUs - beforeUs && effect.firstUs <= first.lastUs + afterUs
}

/** A node that is not known may be any. */
function sharesNode(a: Cluster, b: Cluster): boolean {
  if (a.nodes.has('') || b.nodes.has('')) return true
  for (const node of a.nodes.keys()) if (b.nodes.has(node)) return true
  return false
}

/** Every node of the series saw its runtime start or stop about then, and the series is short. */
function isRestart(effect: Cluster, restarts: readonly JoinFact[]): boolean {
  if (effect.firstUs === 0) return false
  return [...effect.nodes].every(
    ([node, span]) =>
      restarts.some(
        (fact) =>
          (fact.node === node || fact.node === '') &&
          fact.timeUs >= span.firstUs - 2 * MINUTE &&
          fact.timeUs <= span.lastUs + 2 * MINUTE,
      ) && span.lastUs - span.firstUs <= 5 * MINUTE,
  )
}

/** Follows the chain to its beginning; a circle is cut where it closes. */
function root(parents: readonly number[], parent: number, start: number): number {
  const seen = new Set([start])
  let at = parent
  for (let next = parents[at] ?? -1; at >= 0 && next >= 0 && !seen.has(next); next = parents[at] ?? -1) {
    seen.add(at)
    at = next
  }
  return at
}
