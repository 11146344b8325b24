import type { FactKind } from '../model/fact.ts'
import { HANG_CALLS, HANG_WINDOW_US, NO_RESULT_US } from './bounds.ts'
import type { JoinStore } from './join-store.ts'
import { type Stall, type Stalls, subjectOf } from './waits.ts'

/** What leaves a call without a result although nothing hangs: the runtime went away, lines were lost, or the pod was deleted meanwhile. */
const EXCUSES: readonly FactKind[] = [
  'runtime-start',
  'runtime-stop',
  'runtime-crash',
  'reboot',
  'suppressed',
  'log-silence',
  'pod-deleted',
]

/** HANG_CALLS are kept of a stretch of HANG_WINDOW_US, and a window can touch two. */
const MAX_WITHIN = 2 * HANG_CALLS

/** Puts a `hang` fact for each call of a hang: at least HANG_CALLS pods of a node whose calls, begun within HANG_WINDOW_US, had no result in time. */
export function putHangs(store: JoinStore, stalls: Stalls): void {
  for (const { event } of hanging(unexcused(stalls.list(), store))) {
    store.putFact(event.id, {
      node: event.node,
      kind: 'hang',
      component: 'containerd',
      value: `${event.operation} for ${event.podName === '' ? store.sandboxId(event.sandbox) : subjectOf(event)} has no result in 4 minutes`,
    })
  }
}

function unexcused(stalled: readonly Stall[], store: JoinStore): Stall[] {
  const [first] = stalled
  if (!first || stalled.length < HANG_CALLS) return []
  const fromUs = stalled.reduce((least, { event }) => Math.min(least, event.timeUs), first.event.timeUs)
  const toUs = stalled.reduce((most, { event }) => Math.max(most, event.timeUs), 0) + NO_RESULT_US
  const ofNode = indexBy(stalled, (stall) => stall.event.node)
  const ofSubject = indexBy(stalled, (stall) => subjectOf(stall.event))
  const excused = new Set<Stall>()
  for (const fact of store.facts(EXCUSES, fromUs, toUs)) {
    const told =
      fact.kind === 'pod-deleted' ? ofSubject.get(fact.value) : fact.node === '' ? stalled : ofNode.get(fact.node)
    for (const stall of told ?? []) {
      const sinceUs = fact.timeUs - stall.event.timeUs
      if (sinceUs >= 0 && sinceUs <= NO_RESULT_US) excused.add(stall)
    }
  }
  return stalled.filter((stall) => !excused.has(stall))
}

function indexBy(stalled: readonly Stall[], keyOf: (stall: Stall) => string): Map<string, Stall[]> {
  const index = new Map<string, Stall[]>()
  for (const stall of stalled) {
    const list = index.get(keyOf(stall))
    if (list) list.push(stall)
    else index.set(keyOf(stall), [stall])
  }
  return index
}

/** Calls of which enough pods of the node stalled within one window. `stalled` is in order of node and time. */
function hanging(stalled: readonly Stall[]): Set<Stall> {
  const found = new Set<Stall>()
  stalled.forEach(({ event: first }, index) => {
    const within: Stall[] = []
    for (const stall of stalled.slice(index, index + MAX_WITHIN)) {
      const { node, timeUs } = stall.event
      if (node === first.node && timeUs - first.timeUs <= HANG_WINDOW_US) within.push(stall)
    }
    if (new Set(within.map((stall) => subjectOf(stall.event))).size < HANG_CALLS) return
    for (const stall of within) found.add(stall)
  })
  return found
}
