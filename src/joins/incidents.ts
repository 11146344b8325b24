import type { IncidentRow } from '../model/case-file.ts'
import { addSum, type Cluster, mainOperation, newClusters } from './clusters.ts'
import { consequences } from './consequences.ts'
import type { JoinStore, Place, SourceSpan } from './join-store.ts'
import { type Stretch, stretches } from './rhythm.ts'
import { type Candidates, candidates, type LastGood, TRIGGER_FACTS, type Trigger, triggerOf } from './triggers.ts'

const MINUTE = 60_000_000

/** A node's logs begin in the middle of an incident if its first failure is not further from their start than this or twice the retry rhythm. */
const START_US = 2 * MINUTE
const MAX_START_US = 10 * MINUTE

const NOWHERE: Place = { timeUs: 0, source: '', line: 0 }

/** Third walk: failures to incidents, with their consequences, triggers, onset and recovery. */
export function joinIncidents(store: JoinStore): void {
  const clusters = readClusters(store)
  if (clusters.length === 0) return
  const restarts = [...store.facts(['runtime-start', 'runtime-stop', 'runtime-crash'], 0, Number.MAX_SAFE_INTEGER)]
  const parents = consequences(clusters, restarts)
  const changes = candidates(store.facts(TRIGGER_FACTS, 0, Number.MAX_SAFE_INTEGER))
  const starts = firstLogs(store.spans())
  clusters.forEach((of, index) => {
    const parent = parents[index] ?? -1
    const row = toRow(store, of, index + 1, parent + 1, changes, starts)
    store.putIncident(row)
    if (parent >= 0) store.markSecondary(row.id)
  })
}

/** Clusters in order of time; the id of each is its place, from 1. */
function readClusters(store: JoinStore): Cluster[] {
  const clusters = newClusters(stretches(store.failureTimes()).sort(compare))
  if (clusters.length === 0) return []
  store.assignIncidents(
    clusters.map(({ cause, hasUntimed, firstUs, lastUs }, index) => ({
      incident: index + 1,
      cause,
      fromUs: hasUntimed ? 0 : firstUs,
      toUs: lastUs,
    })),
  )
  for (const sum of store.incidentSums()) {
    const into = clusters[sum.incident - 1]
    if (into) addSum(into, sum)
  }
  for (const { incident, pods, sandboxes } of store.incidentCounts()) {
    const into = clusters[incident - 1]
    if (into) Object.assign(into, { pods, sandboxes })
  }
  return clusters
}

function compare(a: Stretch, b: Stretch): number {
  return a.firstUs - b.firstUs || (a.cause < b.cause ? -1 : 1)
}

/** When the logs of each node begin; 0 for a node without times. */
function firstLogs(spans: Iterable<SourceSpan>): Map<string, number> {
  const starts = new Map<string, number>()
  for (const span of spans) {
    if (span.firstUs === 0) continue
    const known = starts.get(span.node)
    if (known === undefined || span.firstUs < known) starts.set(span.node, span.firstUs)
  }
  return starts
}

function toRow(
  store: JoinStore,
  of: Cluster,
  id: number,
  consequenceOf: number,
  changes: Candidates,
  starts: ReadonlyMap<string, number>,
): IncidentRow {
  const operation = mainOperation(of)
  const before = beganBefore(store, of, operation, starts)
  const recovered = recovery(store, of, operation)
  return {
    id,
    cause: of.cause,
    first_us: of.firstUs,
    last_us: of.lastUs,
    nodes: [...of.nodes.keys()]
      .filter((node) => node !== '')
      .sort()
      .join(' '),
    pods: of.pods,
    sandboxes: of.sandboxes,
    failures: of.failures,
    operation,
    ...triggerColumns(triggerOf(of, changes, lastGood(store, of, operation))),
    onset_before: before ? 1 : 0,
    recovered_us: recovered.timeUs,
    recovered_source: recovered.source,
    recovered_line: recovered.line,
    consequence_of: consequenceOf,
  }
}

/** Of sandboxes that start: others may fail for what was left of the time before a restart, whatever succeeds beside them. */
function lastGood(store: JoinStore, of: Cluster, operation: IncidentRow['operation']): LastGood {
  return (node) => {
    const first = of.nodes.get(node)?.firstUs ?? 0
    if (operation !== 'RunPodSandbox' || first === 0) return undefined
    return store.lastSuccess(node, operation, first)?.timeUs
  }
}

function triggerColumns(
  trigger: Trigger | undefined,
): Pick<IncidentRow, 'trigger_kind' | 'trigger_us' | 'trigger_text' | 'trigger_source' | 'trigger_line'> {
  if (!trigger) return { trigger_kind: '', trigger_us: 0, trigger_text: '', trigger_source: '', trigger_line: 0 }
  const { kind, fact } = trigger
  return {
    trigger_kind: kind,
    trigger_us: fact.timeUs,
    trigger_text: fact.text,
    trigger_source: fact.source,
    trigger_line: fact.line,
  }
}

/** The operation was never seen to succeed before on the node that failed first, and that node's logs begin just before. */
function beganBefore(
  store: JoinStore,
  of: Cluster,
  operation: IncidentRow['operation'],
  starts: ReadonlyMap<string, number>,
): boolean {
  if (of.firstUs === 0) return true
  const node = firstNode(of)
  const start = starts.get(node) ?? starts.get('') ?? of.firstUs
  const span = of.nodes.get(node)
  const rhythm = span && span.failures > 1 ? (span.lastUs - span.firstUs) / (span.failures - 1) : 0
  const reach = Math.min(MAX_START_US, Math.max(START_US, 2 * rhythm))
  return of.firstUs - start <= reach && store.lastSuccess(node, operation, of.firstUs) === undefined
}

function firstNode(of: Cluster): string {
  for (const [node, span] of of.nodes) if (span.firstUs === of.firstUs) return node
  return [...of.nodes.keys()][0] ?? ''
}

/** The node that came back last decides; one that did not come back leaves the incident open. */
function recovery(store: JoinStore, of: Cluster, operation: IncidentRow['operation']): Place {
  let last = NOWHERE
  for (const [node, span] of of.nodes) {
    const back = span.lastUs === 0 ? undefined : backOn(store, node, operation, span.lastUs)
    if (!back) return NOWHERE
    if (back.timeUs > last.timeUs) last = back
  }
  return last
}

function backOn(
  store: JoinStore,
  node: string,
  operation: IncidentRow['operation'],
  afterUs: number,
): Place | undefined {
  if (operation === 'other') return undefined
  const ready = store.firstSuccess(node, operation, afterUs)
  if (operation !== 'NetworkReady') return ready
  // Without a line that says so, the next sandbox that starts shows that the network is ready.
  return earlier(ready, store.firstSuccess(node, 'RunPodSandbox', afterUs))
}

function earlier(a: Place | undefined, b: Place | undefined): Place | undefined {
  if (!a || !b) return a ?? b
  return b.timeUs < a.timeUs ? b : a
}
