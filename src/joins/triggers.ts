import type { TriggerKind } from '../model/case-file.ts'
import type { FactKind } from '../model/fact.ts'
import type { Cause } from '../model/vocabulary.ts'
import type { Cluster } from './clusters.ts'
import type { JoinFact } from './join-store.ts'

const MINUTE = 60_000_000

/** What set an incident off, with the line that tells it. */
export interface Trigger {
  readonly kind: TriggerKind
  readonly fact: JoinFact
}

/** Facts that can set something off. */
export const TRIGGER_FACTS: readonly FactKind[] = [
  'version',
  'runtime-start',
  'runtime-crash',
  'kubelet-start',
  'reboot',
  'config-change',
  'config-load-failed',
  'agent-stop',
  'certificate-expired',
  'apiserver-unreachable',
  'disk-full',
  'hang',
  'node-joined',
]

const KIND_OF: Readonly<Partial<Record<FactKind, TriggerKind>>> = {
  'runtime-start': 'runtime-start',
  'runtime-crash': 'runtime-start',
  'kubelet-start': 'kubelet-start',
  reboot: 'reboot',
  'config-change': 'config-change',
  'config-load-failed': 'config-change',
  'agent-stop': 'agent-down',
  'certificate-expired': 'credentials-expired',
  'apiserver-unreachable': 'apiserver-outage',
  'disk-full': 'disk-full',
  hang: 'hang',
  'node-joined': 'node-join',
}

/** How long before the first failure a trigger of each kind may lie: a changed version shows when the next sandbox is stopped. */
const REACH_US: Readonly<Record<TriggerKind, number>> = {
  'version-change': 24 * 60 * MINUTE,
  'config-change': 60 * MINUTE,
  'runtime-start': 30 * MINUTE,
  'kubelet-start': 15 * MINUTE,
  reboot: 30 * MINUTE,
  'agent-down': 15 * MINUTE,
  'apiserver-outage': 10 * MINUTE,
  'credentials-expired': 30 * MINUTE,
  'disk-full': 30 * MINUTE,
  hang: 10 * MINUTE,
  'node-join': 60 * MINUTE,
}

/** A trigger may be logged a little after the first failure it sets off. */
const LATE_US = MINUTE

const DEFAULT_ORDER: readonly TriggerKind[] = [
  'version-change',
  'config-change',
  'node-join',
  'reboot',
  'credentials-expired',
  'disk-full',
  'hang',
  'apiserver-outage',
  'agent-down',
  'runtime-start',
  'kubelet-start',
]

const CONFIG_ORDER: readonly TriggerKind[] = [
  'version-change',
  'config-change',
  'node-join',
  'reboot',
  'runtime-start',
  'agent-down',
  'kubelet-start',
]

/** Which kinds can explain which cause, the likeliest first; others never do. */
const ORDER_OF: Readonly<Partial<Record<Cause, readonly TriggerKind[]>>> = {
  'cni-config-version-missing': ['version-change', 'config-change', 'runtime-start', 'node-join', 'reboot'],
  'cni-config-version-unsupported': [
    'version-change',
    'config-change',
    'runtime-start',
    'node-join',
    'reboot',
    'agent-down',
  ],
  'cni-result-version-unsupported': [
    'version-change',
    'config-change',
    'runtime-start',
    'node-join',
    'reboot',
    'agent-down',
  ],
  'cni-config-invalid': ['config-change', 'version-change', 'node-join', 'disk-full', 'runtime-start', 'reboot'],
  'cni-config-missing': CONFIG_ORDER,
  'cni-plugin-binary-missing': CONFIG_ORDER,
  'cni-agent-unreachable': [
    'agent-down',
    'reboot',
    'node-join',
    'version-change',
    'runtime-start',
    'apiserver-outage',
    'kubelet-start',
  ],
  'cni-apiserver-unreachable': ['apiserver-outage', 'reboot', 'node-join', 'credentials-expired', 'kubelet-start'],
  'cni-unauthorized': ['credentials-expired', 'config-change', 'version-change', 'agent-down', 'node-join'],
  'resource-exhausted': ['disk-full', 'reboot', 'runtime-start'],
  'state-corrupt': ['disk-full', 'reboot', 'version-change', 'runtime-start'],
  'runtime-timeout': [
    'disk-full',
    'hang',
    'apiserver-outage',
    'agent-down',
    'version-change',
    'reboot',
    'runtime-start',
  ],
  'runtime-unavailable': ['version-change', 'disk-full', 'reboot', 'runtime-start', 'kubelet-start'],
}

/** A hang that shows in calls without a result (waits.ts) explains only what waits for the runtime, and less well than a line that names it. */
const NO_RESULT_CAUSES: ReadonlySet<Cause> = new Set<Cause>(['runtime-timeout', 'sandbox-name-conflict'])

/** Versions seen so far by node and component: a change is one that differs from the one before. */
export type Candidates = readonly Trigger[]

/**
 * All facts that can be triggers, in order of time. A version fact is one only where the node's version of that component was another before;
 * a start with another version is the version change.
 */
export function candidates(facts: Iterable<JoinFact>): Candidates {
  const versions = new Map<string, string>()
  const found: Trigger[] = []
  for (const fact of facts) {
    if (isOwnEnd(fact) || isLoadWithoutChange(fact)) continue
    const changed = isVersion(fact) && changes(versions, fact)
    const kind = changed ? 'version-change' : KIND_OF[fact.kind]
    const last = found.at(-1)
    if (!kind || (last && isRepeat(last, kind, fact))) continue
    found.push({ kind, fact })
  }
  return found
}

// kubelet.service: Main process exited, code=exited, status=255/n/a
/** A kubelet that gives up does so because of what failed; where its new start sets something off, that start is told. */
const isOwnEnd = (fact: JoinFact): boolean => fact.kind === 'runtime-crash' && fact.component === 'kubelet'

// failed to load cni during init .. · failed to load cni configuration .. no network config found in /etc/cni/net.d
/** A runtime that finds no configuration, or reads it as it starts, tells of no change; its start is told on its own. */
const isLoadWithoutChange = (fact: JoinFact): boolean =>
  fact.kind === 'config-load-failed' && (fact.text.includes('load cni during init') || NONE_FOUND.test(fact.value))

// no networks found in /etc/cni/net.d · no network config found in .. · no net configurations found in ..
const NONE_FOUND = /\bno net(?:works?)?(?: config(?:uration)?s?)? found\b/i

function isVersion(fact: JoinFact): boolean {
  return fact.kind === 'version' || fact.kind === 'runtime-start'
}

function changes(versions: Map<string, string>, fact: JoinFact): boolean {
  const key = `${fact.node} ${fact.component}`
  const before = versions.get(key)
  const value = fact.value.replace(/^v/, '')
  if (value === '') return false
  versions.set(key, value)
  return before !== undefined && before !== value
}

/** The same state told again and again (API server unreachable, restart loop) is one candidate: the first. */
function isRepeat(last: Trigger, kind: TriggerKind, fact: JoinFact): boolean {
  return (
    last.kind === kind &&
    last.fact.node === fact.node &&
    last.fact.value === fact.value &&
    fact.timeUs - last.fact.timeUs < 5 * MINUTE
  )
}

/** Did the operation of an incident succeed on a node before its first failure there? The last such time, or undefined. */
export type LastGood = (node: string) => number | undefined

/** Starts after which pods run well for so long did not set the failures off; at once, sandboxes on the host's network prove nothing. */
const WORKED_US = 3 * MINUTE
const STARTS: ReadonlySet<TriggerKind> = new Set<TriggerKind>(['runtime-start', 'kubelet-start', 'reboot', 'node-join'])

/**
 * The best explanation: the likeliest kind for the cause that lies within reach on one of the nodes; of one kind what happened on the node that
 * failed first, and there the nearest before the first failure; of calls without a result the first. Not a start after which the operation went on succeeding.
 */
export function triggerOf(cluster: Cluster, among: Candidates, lastGood: LastGood): Trigger | undefined {
  if (cluster.firstUs === 0) return undefined
  const order = ORDER_OF[cluster.cause] ?? DEFAULT_ORDER
  let best: Trigger | undefined
  let bestScore: readonly number[] = []
  for (const candidate of among) {
    const rank = order.indexOf(candidate.kind)
    if (rank < 0 || !reaches(candidate, cluster) || !canExplain(candidate, cluster)) continue
    const score = [rank, isOnFirstNode(candidate, cluster) ? 0 : 1, ...nearness(candidate, cluster)]
    if (best && !isLess(score, bestScore)) continue
    if (STARTS.has(candidate.kind) && (lastGood(candidate.fact.node) ?? 0) >= candidate.fact.timeUs + WORKED_US)
      continue
    best = candidate
    bestScore = score
  }
  return best
}

function canExplain(candidate: Trigger, cluster: Cluster): boolean {
  return !isDerivedHang(candidate) || NO_RESULT_CAUSES.has(cluster.cause)
}

function nearness(candidate: Trigger, cluster: Cluster): readonly [number, number] {
  const { timeUs } = candidate.fact
  return isDerivedHang(candidate) ? [1, timeUs] : [0, Math.abs(cluster.firstUs - timeUs)]
}

function isDerivedHang({ kind, fact }: Trigger): boolean {
  return kind === 'hang' && fact.component === 'containerd'
}

function isOnFirstNode({ fact }: Trigger, cluster: Cluster): boolean {
  return fact.node === '' || cluster.nodes.get(fact.node)?.firstUs === cluster.firstUs
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}

function reaches(candidate: Trigger, cluster: Cluster): boolean {
  const { fact } = candidate
  if (fact.timeUs === 0) return false
  if (fact.node !== '' && !cluster.nodes.has(fact.node) && !cluster.nodes.has('')) return false
  const start = (fact.node === '' ? 0 : (cluster.nodes.get(fact.node)?.firstUs ?? 0)) || cluster.firstUs
  return fact.timeUs <= start + LATE_US && fact.timeUs >= start - REACH_US[candidate.kind]
}
