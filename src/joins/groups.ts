import { type Attempt, eventIds, toDraft } from './attempt.ts'
import { MAX_HELD, QUIET_US } from './bounds.ts'
import type { JoinEvent, JoinStore } from './join-store.ts'
import { type Lives, newLives } from './sandbox-life.ts'
import { joinSegment } from './segment.ts'
import type { Clocks } from './skew.ts'
import type { Stalls, Waits } from './waits.ts'

/** Ids that were given out so far. */
export interface Counters {
  failures: number
  sandboxes: number
}

/** Failed events of the open group, without a silence between them, and its sandboxes. */
interface Group {
  /** An event of it. */
  of: JoinEvent | undefined
  held: JoinEvent[]
  /** Time of the last held event that has one. */
  heldUs: number
  lives: Lives
  waits: Waits
}

/** First walk over the events: failures, sandbox lives and calls without a result, pod by pod and node by node. */
export function joinGroups(store: JoinStore, counters: Counters, stalls: Stalls, clocks: Clocks): void {
  const group: Group = { of: undefined, held: [], heldUs: 0, lives: newLives(), waits: stalls.newWaits() }
  for (const event of store.events()) {
    if (group.of === undefined || !isSameGroup(group.of, event)) {
      finish(store, group, counters)
      group.waits = stalls.newWaits()
      group.of = event
    }
    group.lives.see(event)
    group.waits.see(event)
    clocks.see(event)
    if (event.outcome === 'failed') hold(store, group, event, counters)
  }
  finish(store, group, counters)
}

function isSameGroup(a: JoinEvent, b: JoinEvent): boolean {
  return (
    a.podName === b.podName &&
    a.podNamespace === b.podNamespace &&
    a.node === b.node &&
    (a.podName !== '' || a.sandbox === b.sandbox)
  )
}

function hold(store: JoinStore, group: Group, event: JoinEvent, counters: Counters): void {
  if (group.heldUs !== 0 && event.timeUs - group.heldUs > QUIET_US) flush(store, group, group.held.length, counters)
  if (group.held.length >= MAX_HELD) flush(store, group, widestGap(group.held), counters)
  group.held.push(event)
  if (event.timeUs !== 0) group.heldUs = event.timeUs
}

/** Index at which a series that is too dense to hold is cut: behind its widest gap in the second half. */
function widestGap(events: readonly JoinEvent[]): number {
  let at = events.length
  let widest = -1
  for (let index = Math.floor(events.length / 2); index < events.length; index += 1) {
    const gap = (events[index]?.timeUs ?? 0) - (events[index - 1]?.timeUs ?? 0)
    if (gap <= widest) continue
    widest = gap
    at = index
  }
  return at
}

function flush(store: JoinStore, group: Group, upTo: number, counters: Counters): void {
  const events = group.held.slice(0, upTo)
  group.held = group.held.slice(upTo)
  if (events.length === 0) return
  for (const attempt of joinSegment(events)) {
    attempt.secondary = isSecondary(attempt, group.lives)
    group.lives.count(attempt)
    putAttempt(store, attempt, counters)
  }
}

/** Clean-up of a sandbox whose run failed, and attempts of which only clean-up lines are known. */
function isSecondary(attempt: Attempt, lives: Lives): boolean {
  if (attempt.operation === 'RunPodSandbox') return false
  if (attempt.operation === 'other') return [...attempt.records, ...attempt.events].every((event) => event.secondary)
  return attempt.sandbox !== 0 && lives.hasFailedRun(attempt.sandbox)
}

/** Stores an attempt under the next id. */
export function putAttempt(store: JoinStore, attempt: Attempt, counters: Counters): void {
  counters.failures += 1
  store.putFailure(toDraft(attempt, counters.failures), eventIds(attempt))
}

function finish(store: JoinStore, group: Group, counters: Counters): void {
  flush(store, group, group.held.length, counters)
  group.waits.end()
  for (const row of group.lives.rows(counters.sandboxes + 1)) {
    counters.sandboxes += 1
    store.putSandbox(row)
  }
  group.heldUs = 0
  group.lives = newLives()
}
