import type { Operation } from '../model/vocabulary.ts'
import { align } from './align.ts'
import { type Attempt, addRecord, firstUs, lastUs, newAttempt, sortedBy } from './attempt.ts'
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
export function joinSegment(events: readonly JoinEvent[]): readonly Attempt[] {
  const { kept, copies } = siftCopies(events)
  const records = new Map<Operation, JoinEvent[]>()
  const told: JoinEvent[] = []
  for (const event of kept) {
    if (event.component === 'kubernetes-event') told.push(event)
    else addTo(records, event.operation, event)
  }
  const attempts: Attempt[] = []
  for (const operation of OPERATIONS) {
    const own = records.get(operation)
    if (own) addAll(attempts, joinOperation(operation, own))
  }
  const others = records.get('other')
  if (others) attempts.push(...joinOthers(others, attempts))
  if (told.length > 0) attempts.push(...joinKubernetesEvents(told, attempts))
  if (copies.size > 0) for (const attempt of attempts) addCopies(attempt, copies)
  return attempts.length === 1 ? attempts : byTime(attempts)
}

function addAll(to: Attempt[], attempts: readonly Attempt[]): void {
  for (const attempt of attempts) to.push(attempt)
}

function addTo<Key>(groups: Map<Key, JoinEvent[]>, key: Key, event: JoinEvent): void {
  const group = groups.get(key)
  if (group) group.push(event)
  else groups.set(key, [event])
}

function addCopies(attempt: Attempt, copies: ReadonlyMap<number, readonly JoinEvent[]>): void {
  for (const event of [...attempt.records, ...attempt.events]) attempt.copies.push(...(copies.get(event.id) ?? []))
}

function joinOperation(operation: Operation, own: readonly JoinEvent[]): readonly Attempt[] {
  const series = bySandbox(own)
  const attempts: Attempt[] = []
  for (const [sandbox, events] of series) {
    if (sandbox === 0) continue
    addAll(attempts, operation === 'RunPodSandbox' ? oneAttempt(operation, events) : align(operation, events))
  }
  const nameless = series.get(0)
  // The attempts on one sandbox are in order of time.
  const inOrder = series.size > 1 ? byTime(attempts) : attempts
  return nameless ? joinNameless(operation, nameless, inOrder) : inOrder
}

/**
 * A run that finds its name reserved makes no sandbox: what says so is no record of an attempt that made one, however near in time. What names
 * neither a sandbox nor that goes to either.
 */
function joinNameless(operation: Operation, nameless: readonly JoinEvent[], made: readonly Attempt[]): Attempt[] {
  const conflicts = made.length === 0 ? [] : nameless.filter(isNameConflict)
  if (conflicts.length === 0) return align(operation, nameless, made)
  const others = nameless.filter((event) => !isNameConflict(event))
  return align(operation, others, byTime([...made, ...align(operation, conflicts)]))
}

const isNameConflict = (event: JoinEvent): boolean => event.cause === 'sandbox-name-conflict'

/** Every run makes a new sandbox id: all that is said of the run of one id is one attempt, whatever the time between. */
function oneAttempt(operation: Operation, series: readonly JoinEvent[]): Attempt[] {
  const [first] = series
  if (!first) return []
  const attempt = newAttempt(operation, first)
  for (let index = 1; index < series.length; index += 1) addRecord(attempt, series[index] as JoinEvent)
  return [attempt]
}

/** The id in a name conflict is that of the sandbox that holds the name, not of the one that failed. */
function sandboxOf(event: JoinEvent): number {
  return isNameConflict(event) ? 0 : event.sandbox
}

function bySandbox(events: readonly JoinEvent[]): Map<number, JoinEvent[]> {
  const groups = new Map<number, JoinEvent[]>()
  for (const event of events) addTo(groups, sandboxOf(event), event)
  return groups
}

/**
 * Clean-up lines and plugins' own lines belong to the attempt during which they were written: the run of the same sandbox, else its stop or
 * removal, else an attempt of the pod at the same moment. What is left is an attempt of its own.
 */
function joinOthers(others: readonly JoinEvent[], attempts: readonly Attempt[]): Attempt[] {
  const ofSandbox = indexBy(attempts, (attempt) => attempt.sandbox)
  const all = byTime(attempts)
  const left: JoinEvent[] = []
  for (const event of others) {
    const same = event.sandbox === 0 ? undefined : (ofSandbox.get(event.sandbox) ?? [])
    const run = same?.find((attempt) => attempt.operation === 'RunPodSandbox')
    const host = run ?? (same ? nearest(event, same, CLEAN_UP_US) : nearest(event, all, SKEW_US))
    if (host) addRecord(host, event)
    else left.push(event)
  }
  return [...bySandbox(left).values()].flatMap((series) => align('other', series))
}

function indexBy<Key>(attempts: readonly Attempt[], keyOf: (attempt: Attempt) => Key): Map<Key, Attempt[]> {
  const index = new Map<Key, Attempt[]>()
  for (const attempt of byTime(attempts)) {
    const list = index.get(keyOf(attempt))
    if (list) list.push(attempt)
    else index.set(keyOf(attempt), [attempt])
  }
  return index
}

function byTime(attempts: readonly Attempt[]): readonly Attempt[] {
  let last = Number.NEGATIVE_INFINITY
  for (const attempt of attempts) {
    const us = firstUs(attempt)
    if (us < last) return sortedBy(attempts, attempts.map(firstUs))
    last = us
  }
  return attempts
}

/** Neighbours in time that are looked at on either side: a denser series cannot be told apart by time anyway. */
const NEIGHBOURS = 32

/**
 * The attempt nearest in time among some in order of time: from `before` before its first record to the skew after its last. Without times, the
 * first one.
 */
function nearest(event: JoinEvent, attempts: readonly Attempt[], before: number): Attempt | undefined {
  if (event.timeUs === 0) return attempts[0]
  let best = attempts[0] && firstUs(attempts[0]) === 0 ? attempts[0] : undefined
  let bestUs = Number.POSITIVE_INFINITY
  const at = firstNotBefore(attempts, event.timeUs)
  for (const attempt of attempts.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS)) {
    const start = firstUs(attempt)
    const distance = Math.abs(start - event.timeUs)
    if (start === 0 || event.timeUs < start - before || event.timeUs > lastUs(attempt) + SKEW_US) continue
    if (distance < bestUs) {
      best = attempt
      bestUs = distance
    }
  }
  return best
}

/** Index of the first attempt that does not begin before the time (binary search). */
function firstNotBefore(attempts: readonly Attempt[], us: number): number {
  let low = 0
  let high = attempts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const attempt = attempts[middle]
    if (attempt && firstUs(attempt) < us) low = middle + 1
    else high = middle
  }
  return low
}

/** An Event tells again of attempts within its span of time; one that finds none stands for an attempt of which no log is at hand. */
function joinKubernetesEvents(told: readonly JoinEvent[], attempts: readonly Attempt[]): Attempt[] {
  const index = indexBy(attempts, (attempt) => `${attempt.operation} ${attempt.sandbox}`)
  const byOperation = indexBy(attempts, (attempt) => attempt.operation)
  const added: Attempt[] = []
  for (const event of told) {
    const id = sandboxOf(event)
    const same = byOperation.get(event.operation) ?? []
    const own = index.get(`${event.operation} ${id}`)
    const nameless = index.get(`${event.operation} 0`) ?? []
    const host = lastCovered(event, id === 0 ? same : (own ?? nameless))
    if (host) addRecord(host, event)
    else added.push(newAttempt(event.operation, event))
  }
  return added
}

/** Of the attempts within the span of an Event the one nearest to its last occurrence, those without an Event first. */
function lastCovered(event: JoinEvent, attempts: readonly Attempt[]): Attempt | undefined {
  const at = event.timeUs === 0 ? attempts.length : firstNotBefore(attempts, event.lastUs + SKEW_US)
  let best: Attempt | undefined
  let bestUs = Number.POSITIVE_INFINITY
  for (const attempt of attempts.slice(Math.max(0, at - 2 * NEIGHBOURS), at)) {
    const us = lastUs(attempt)
    if (us !== 0 && event.timeUs !== 0 && us < event.timeUs - SKEW_US) continue
    const distance = Math.abs(event.lastUs - us) + attempt.events.length * SKEW_US
    if (distance < bestUs) {
      best = attempt
      bestUs = distance
    }
  }
  return best
}
