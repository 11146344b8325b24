import type { Cause, Operation } from '../model/vocabulary.ts'
import { align } from './align.ts'
import { type Attempt, addRecord, depthOf, eventIds, newAttempt, toDraft } from './attempt.ts'
import { CONDITION_GAP_US, MAX_HELD, QUIET_US, SKEW_US } from './bounds.ts'
import { siftCopies } from './copies.ts'
import { type Counters, putAttempt } from './groups.ts'
import type { FailureHead, JoinEvent, JoinStore } from './join-store.ts'

/** At most so many failures are compared with a loose event. */
const MAX_NEAR = 256

/** A failure near the loose event under the cursor, and the wordings that were joined to it. */
interface Near {
  readonly head: FailureHead
  readonly kinds: Set<string>
  lastUs: number
}

/** The network readiness of one node while it is false. */
interface Condition {
  attempt: Attempt
  /** Id once stored; records found later are added to it. */
  id: number
  lastUs: number
}

interface State {
  readonly store: JoinStore
  readonly counters: Counters
  readonly heads: Heads
  node: string
  /** Open conditions of the node: one for each cause. */
  readonly conditions: Map<Cause | '', Condition>
  /** Failed events that joined no failure. */
  held: JoinEvent[]
  heldUs: number
}

/**
 * Second walk: events that name neither pod nor sandbox. Readiness failures become one condition for each node and stretch; other records join
 * a failure of the same node, operation and cause at the same moment, or stand for failures of their own.
 */
export function joinLoose(store: JoinStore, counters: Counters): void {
  const state: State = {
    store,
    counters,
    heads: newHeads(store.failuresByNode()),
    node: '',
    conditions: new Map(),
    held: [],
    heldUs: 0,
  }
  for (const event of store.looseEvents()) {
    if (event.node !== state.node) changeNode(state, event.node)
    if (event.operation === 'NetworkReady') seeReadiness(state, event)
    else if (event.outcome === 'failed') place(state, event)
  }
  changeNode(state, '')
}

function changeNode(state: State, node: string): void {
  flushHeld(state)
  endConditions(state)
  state.node = node
  state.heldUs = 0
}

function seeReadiness(state: State, event: JoinEvent): void {
  if (event.outcome === 'succeeded') endConditions(state)
  if (event.outcome !== 'failed') return
  const key = keyOf(state, event)
  const open = state.conditions.get(key)
  if (open && !isSilent(open, event)) {
    extend(state, open, event)
    return
  }
  if (open) storeRest(state, open)
  state.conditions.set(key, { attempt: newAttempt('NetworkReady', event), id: 0, lastUs: event.timeUs })
}

/** A record that does not say why goes on with the condition that was told of last. */
function keyOf(state: State, event: JoinEvent): Cause | '' {
  if (depthOf(event.cause) > 0) return event.cause
  let latest: Cause | '' = event.cause
  let latestUs = -1
  for (const [cause, condition] of state.conditions) {
    if (condition.lastUs <= latestUs) continue
    latest = cause
    latestUs = condition.lastUs
  }
  return latest
}

function isSilent(condition: Condition, event: JoinEvent): boolean {
  return condition.lastUs !== 0 && event.timeUs - condition.lastUs > CONDITION_GAP_US
}

function extend(state: State, condition: Condition, event: JoinEvent): void {
  addRecord(condition.attempt, event)
  if (event.timeUs !== 0) condition.lastUs = Math.max(condition.lastUs, event.lastUs)
  if (condition.attempt.records.length + condition.attempt.events.length >= MAX_HELD) storeCondition(state, condition)
}

/** Stores what is held of a condition and empties it, but for one record that keeps its cause. */
function storeCondition(state: State, condition: Condition): void {
  const { attempt } = condition
  const sifted = sift(attempt)
  if (condition.id === 0) {
    putAttempt(state.store, sifted, state.counters)
    condition.id = state.counters.failures
  } else {
    const draft = toDraft(sifted, condition.id)
    state.store.addToFailure({
      failureId: condition.id,
      eventIds: eventIds(sifted).filter((id) => id !== attempt.records[0]?.id && id !== attempt.events[0]?.id),
      records: draft.records - Math.min(1, attempt.records.length),
      eventsSeen: draft.events_seen - (attempt.events[0]?.repeatN ?? 0),
      lastUs: draft.last_us,
    })
  }
  const keep = attempt.records[0]
    ? { records: attempt.records.slice(0, 1), events: [] }
    : { records: [], events: attempt.events.slice(0, 1) }
  condition.attempt = { ...attempt, ...keep, copies: [] }
}

function sift(attempt: Attempt): Attempt {
  const records = siftCopies(attempt.records)
  const events = siftCopies(attempt.events)
  const copies = [...records.copies.values(), ...events.copies.values()].flat()
  return { ...attempt, records: [...records.kept], events: [...events.kept], copies }
}

function endConditions(state: State): void {
  for (const condition of state.conditions.values()) storeRest(state, condition)
  state.conditions.clear()
}

function storeRest(state: State, condition: Condition): void {
  const { records, events } = condition.attempt
  if (condition.id === 0 || records.length + events.length > 1) storeCondition(state, condition)
}

/** Joins a record to a failure near it, or keeps it for an attempt of its own. */
function place(state: State, event: JoinEvent): void {
  const host = state.heads.near(event)
  if (host) {
    host.kinds.add(event.kind)
    host.lastUs = Math.max(host.lastUs, event.timeUs)
    const isEvent = event.component === 'kubernetes-event'
    const counts = isEvent ? { records: 0, eventsSeen: event.repeatN } : { records: 1, eventsSeen: 0 }
    state.store.addToFailure({ failureId: host.head.id, eventIds: [event.id], ...counts, lastUs: host.lastUs })
    return
  }
  const gap = state.heldUs === 0 ? 0 : event.timeUs - state.heldUs
  if (gap > QUIET_US || state.held.length >= MAX_HELD) flushHeld(state)
  state.held.push(event)
  if (event.timeUs !== 0) state.heldUs = event.timeUs
}

const LOOSE_OPERATIONS: readonly Operation[] = [
  'RunPodSandbox',
  'StopPodSandbox',
  'RemovePodSandbox',
  'PodSandboxStatus',
  'ListPodSandbox',
  'other',
]

function flushHeld(state: State): void {
  const { kept, copies } = siftCopies(state.held)
  state.held = []
  for (const operation of LOOSE_OPERATIONS) {
    for (const attempt of align(
      operation,
      kept.filter((event) => event.operation === operation),
    )) {
      for (const event of [...attempt.records, ...attempt.events]) attempt.copies.push(...(copies.get(event.id) ?? []))
      attempt.secondary = operation === 'other' && attempt.records.every((event) => event.secondary)
      putAttempt(state.store, attempt, state.counters)
    }
  }
}

/** Moving window over the failures, which come in the same order of node and time as the loose events. */
interface Heads {
  readonly near: (event: JoinEvent) => Near | undefined
}

function newHeads(heads: Iterable<FailureHead>): Heads {
  const iterator = heads[Symbol.iterator]()
  // Most cases have no loose event to compare with: then the failures are not even sorted.
  let upcoming: IteratorResult<FailureHead, unknown> | undefined
  let window: Near[] = []
  const advance = (event: JoinEvent): void => {
    window = window.filter((near) => near.head.node === event.node && isOpen(near, event))
    upcoming ??= iterator.next()
    while (!upcoming.done && isDue(upcoming.value, event)) {
      const near: Near = { head: upcoming.value, kinds: new Set(), lastUs: upcoming.value.lastUs }
      if (near.head.node === event.node && isOpen(near, event)) window.push(near)
      if (window.length > MAX_NEAR) window.shift()
      upcoming = iterator.next()
    }
  }
  return {
    near: (event) => {
      advance(event)
      return window.find((near) => matches(near, event))
    },
  }
}

function isDue(head: FailureHead, event: JoinEvent): boolean {
  return head.node === event.node ? head.firstUs <= event.timeUs + SKEW_US : head.node < event.node
}

function isOpen(near: Near, event: JoinEvent): boolean {
  return near.head.lastUs >= event.timeUs - SKEW_US
}

function matches(near: Near, event: JoinEvent): boolean {
  const { head } = near
  const sameOperation = head.operation === event.operation || event.operation === 'other'
  const sameCause = head.cause === event.cause || depthOf(event.cause) === 0
  return sameOperation && sameCause && !near.kinds.has(event.kind)
}
