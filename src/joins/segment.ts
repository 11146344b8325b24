import type { Operation } from '../model/vocabulary.ts'
import { align } from './align.ts'
import { type Attempt, addRecord, firstUs, lastUs, newAttempt } from './attempt.ts'
import { CLEAN_UP_US, SKEW_US } from './bounds.ts'
import { siftCopies } from './copies.ts'
import type { JoinEvent } from './join-store.ts'

const OPERATIONS: readonly Operation[] = [
  'RunPodSandbox',
  'StopPodSandbox',
  'RemovePodSandbox',
  'PodSandboxStatus',
  'ListPodSandbox',
  'NetworkReady',
]

/**
 * Joins the failed events of one pod (or one sandbox of an unknown pod) on one node, of a stretch of time with silence round it, into
 * attempts, in order of time. Order of work: log records of each operation, sandbox by sandbox; then records that name no sandbox; then clean-up and
 * plugin lines; then Kubernetes Events.
 */
export function joinSegment(events: readonly JoinEvent[]): Attempt[] {
  const { kept, copies } = siftCopies(events)
  const records = kept.filter((event) => event.component !== 'kubernetes-event')
  const attempts = OPERATIONS.flatMap((operation) => joinOperation(operation, records))
  attempts.push(
    ...joinOthers(
      records.filter((event) => event.operation === 'other'),
      attempts,
    ),
  )
  attempts.push(...joinKubernetesEvents(kept, attempts))
  for (const attempt of attempts) addCopies(attempt, copies)
  return attempts
    .map((attempt) => ({ attempt, us: firstUs(attempt) }))
    .sort((a, b) => a.us - b.us)
    .map((entry) => entry.attempt)
}

function addCopies(attempt: Attempt, copies: ReadonlyMap<number, readonly JoinEvent[]>): void {
  for (const event of [...attempt.records, ...attempt.events]) attempt.copies.push(...(copies.get(event.id) ?? []))
}

function joinOperation(operation: Operation, records: readonly JoinEvent[]): Attempt[] {
  const own = records.filter((event) => event.operation === operation)
  const attempts: Attempt[] = []
  for (const [sandboxId, series] of bySandbox(own)) {
    if (sandboxId === '') continue
    attempts.push(...(operation === 'RunPodSandbox' ? oneAttempt(operation, series) : align(operation, series)))
  }
  attempts.sort((a, b) => firstUs(a) - firstUs(b))
  const nameless = own.filter((event) => sandboxOf(event) === '')
  return nameless.length === 0 ? attempts : align(operation, nameless, attempts)
}

/** Every run makes a new sandbox id: all that is said of the run of one id is one attempt, whatever the time between. */
function oneAttempt(operation: Operation, series: readonly JoinEvent[]): Attempt[] {
  const [first, ...rest] = series
  if (!first) return []
  const attempt = newAttempt(operation, first)
  for (const event of rest) addRecord(attempt, event)
  return [attempt]
}

/** The id in a name conflict is that of the sandbox that holds the name, not of the one that failed. */
function sandboxOf(event: JoinEvent): string {
  return event.cause === 'sandbox-name-conflict' ? '' : event.sandboxId
}

function bySandbox(events: readonly JoinEvent[]): Map<string, JoinEvent[]> {
  const groups = new Map<string, JoinEvent[]>()
  for (const event of events) {
    const id = sandboxOf(event)
    const group = groups.get(id)
    if (group) group.push(event)
    else groups.set(id, [event])
  }
  return groups
}

/**
 * Clean-up lines and plugins' own lines belong to the attempt during which they were written: the run of the same sandbox, else its stop or removal,
 * else an attempt of the pod at the same moment. What is left is an attempt of its own.
 */
function joinOthers(others: readonly JoinEvent[], attempts: readonly Attempt[]): Attempt[] {
  const left: JoinEvent[] = []
  for (const event of others) {
    const host = hostOf(event, attempts)
    if (host) addRecord(host, event)
    else left.push(event)
  }
  return [...bySandbox(left).values()].flatMap((series) => align('other', series))
}

function hostOf(event: JoinEvent, attempts: readonly Attempt[]): Attempt | undefined {
  if (event.sandboxId === '')
    return nearest(
      event,
      attempts.filter((attempt) => attempt.operation !== 'other'),
      SKEW_US,
    )
  const same = attempts.filter((attempt) => attempt.sandboxId === event.sandboxId)
  return same.find((attempt) => attempt.operation === 'RunPodSandbox') ?? nearest(event, same, CLEAN_UP_US)
}

/** The attempt nearest in time: from `before` before its first record to the skew after its last. Without times, the first one. */
function nearest(event: JoinEvent, attempts: readonly Attempt[], before: number): Attempt | undefined {
  let best: Attempt | undefined
  let bestUs = Number.POSITIVE_INFINITY
  for (const attempt of attempts) {
    const start = firstUs(attempt)
    const distance = start === 0 || event.timeUs === 0 ? 0 : Math.abs(start - event.timeUs)
    const inside = distance === 0 || (event.timeUs >= start - before && event.timeUs <= lastUs(attempt) + SKEW_US)
    if (inside && distance < bestUs) {
      best = attempt
      bestUs = distance
    }
  }
  return best
}

/** An Event tells again of attempts within its span of time; one that finds none stands for an attempt of which no log is at hand. */
function joinKubernetesEvents(kept: readonly JoinEvent[], attempts: readonly Attempt[]): Attempt[] {
  const added: Attempt[] = []
  for (const event of kept) {
    if (event.component !== 'kubernetes-event') continue
    const host = hostOfEvent(event, attempts)
    if (host) addRecord(host, event)
    else added.push(newAttempt(event.operation, event))
  }
  return added
}

function hostOfEvent(event: JoinEvent, attempts: readonly Attempt[]): Attempt | undefined {
  const same = attempts.filter((attempt) => attempt.operation === event.operation)
  const id = sandboxOf(event)
  const own = id === '' ? same : same.filter((attempt) => attempt.sandboxId === id)
  const candidates = own.length > 0 ? own : same.filter((attempt) => attempt.sandboxId === '')
  let best: Attempt | undefined
  let bestUs = Number.POSITIVE_INFINITY
  for (const attempt of candidates) {
    const us = lastUs(attempt)
    if (!covers(event, us)) continue
    const distance = Math.abs(event.lastUs - us) + attempt.events.length * SKEW_US
    if (distance < bestUs) {
      best = attempt
      bestUs = distance
    }
  }
  return best
}

function covers(event: JoinEvent, us: number): boolean {
  return us === 0 || event.timeUs === 0 || (us >= event.timeUs - SKEW_US && us <= event.lastUs + SKEW_US)
}
