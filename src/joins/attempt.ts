import type { Cause, Operation } from '../model/vocabulary.ts'
import type { FailureDraft, JoinEvent } from './join-store.ts'

/** One failed operation in the making: the records that print it, in order. */
export interface Attempt {
  readonly operation: Operation
  /** Row id of its sandbox; 0 while no record names one. */
  sandbox: number
  /** Log records: one for each line of a log, copies excluded. */
  readonly records: JoinEvent[]
  /** Copies of a record in a second file. */
  readonly copies: JoinEvent[]
  /** Kubernetes Events. */
  readonly events: JoinEvent[]
  /** Follows from an earlier failure of the same sandbox. */
  secondary: boolean
}

/** Starts an attempt with its first record. */
export function newAttempt(operation: Operation, event: JoinEvent): Attempt {
  const isTold = event.component === 'kubernetes-event'
  return {
    operation,
    sandbox: event.cause === 'sandbox-name-conflict' ? 0 : event.sandbox,
    // Most attempts have one record: a list with room for more would be the greatest part of them.
    records: isTold ? [] : [event],
    copies: [],
    events: isTold ? [event] : [],
    secondary: false,
  }
}

/** Adds a record (or a Kubernetes Event) to an attempt. */
export function addRecord(attempt: Attempt, event: JoinEvent): void {
  if (event.component === 'kubernetes-event') attempt.events.push(event)
  else attempt.records.push(event)
  if (attempt.sandbox === 0 && event.cause !== 'sandbox-name-conflict') attempt.sandbox = event.sandbox
}

/** Time of its first record that has one; log records before Kubernetes Events; 0 if none has. */
export function firstUs(attempt: Attempt): number {
  return earliest(attempt.records) || earliest(attempt.events)
}

/** Time of its last record that has one; 0 if none has. */
export function lastUs(attempt: Attempt): number {
  let last = 0
  for (const { timeUs } of attempt.records) if (timeUs !== 0 && (last === 0 || timeUs > last)) last = timeUs
  if (last !== 0) return last
  for (const event of attempt.events) if (event.lastUs !== 0 && (last === 0 || event.lastUs > last)) last = event.lastUs
  return last
}

/** Attempts in order of the times that stand beside them; equal ones stay as they are. */
export function sortedBy(attempts: readonly Attempt[], times: readonly number[]): Attempt[] {
  return attempts
    .map((attempt, index) => ({ attempt, us: times[index] ?? 0 }))
    .sort((a, b) => a.us - b.us)
    .map((entry) => entry.attempt)
}

function earliest(events: readonly JoinEvent[]): number {
  // Most have one record and no Kubernetes Event.
  if (events.length < 2) return events[0]?.timeUs ?? 0
  let first = 0
  for (const { timeUs } of events) if (timeUs !== 0 && (first === 0 || timeUs < first)) first = timeUs
  return first
}

/** Generic tails say least: a record that names anything deeper decides the cause of its failure. */
const DEPTH: Readonly<Partial<Record<Cause, number>>> = {
  unknown: 0,
  'runtime-timeout': 1,
  'runtime-unavailable': 1,
  'sandbox-not-found': 2,
  'network-info-missing': 3,
}

/** How deep a cause lies: 0 unknown, low = a generic tail, 4 = names what went wrong. */
export function depthOf(cause: Cause | ''): number {
  return cause === '' ? 0 : (DEPTH[cause] ?? 4)
}

/** The record that names the deepest cause: first-hand lines before echoes before clean-up lines, then the earliest. */
function causeRecord(attempt: Attempt): JoinEvent | undefined {
  const { records, events } = attempt
  if (records.length + events.length === 1) return records[0] ?? events[0]
  const all = events.length === 0 ? records : [...records, ...events]
  return (
    deepest(all.filter((event) => !event.secondary)) ??
    deepest(all.filter((event) => event.operation === attempt.operation)) ??
    deepest(all) ??
    all[0]
  )
}

function deepest(events: readonly JoinEvent[]): JoinEvent | undefined {
  let best: JoinEvent | undefined
  for (const event of events) if (depthOf(event.cause) > depthOf(best?.cause ?? '')) best = event
  return best
}

/** The failure row of an attempt. `node` and pod are those of its partition. */
export function toDraft(attempt: Attempt, id: number): FailureDraft {
  const first = attempt.records[0] ?? attempt.events[0]
  const decisive = causeRecord(attempt) ?? first
  if (!first || !decisive) throw new RangeError('an attempt has at least one record')
  const cause = decisive.cause === '' ? 'unknown' : decisive.cause
  return {
    id,
    node: first.node,
    operation: attempt.operation,
    cause,
    sandbox: cause === 'sandbox-name-conflict' ? 0 : attempt.sandbox,
    pod_namespace: first.podNamespace,
    pod_name: first.podName,
    pod_uid: first.podUid || uidOf(attempt.records) || uidOf(attempt.events),
    first_us: firstUs(attempt),
    last_us: lastUs(attempt),
    records: attempt.records.length,
    events_seen: repetitions(attempt.events),
    secondary: attempt.secondary ? 1 : 0,
    firstEventId: first.id,
    causeEventId: decisive.id,
  }
}

function repetitions(events: readonly JoinEvent[]): number {
  let sum = 0
  for (const { repeatN } of events) sum += repeatN
  return sum
}

/** The first pod uid that is named; '' if none is. */
function uidOf(events: readonly JoinEvent[]): string {
  for (const { podUid } of events) if (podUid !== '') return podUid
  return ''
}

/** Ids of all events of an attempt, copies included. */
export function eventIds({ records, copies, events }: Attempt): number[] {
  const ids = records.map(({ id }) => id)
  for (const { id } of copies) ids.push(id)
  for (const { id } of events) ids.push(id)
  return ids
}
