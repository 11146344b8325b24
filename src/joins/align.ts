import type { Operation } from '../model/vocabulary.ts'
import { type Attempt, addRecord, firstUs, newAttempt, sortedBy } from './attempt.ts'
import { SKEW_US, TIGHT_US } from './bounds.ts'
import type { JoinEvent } from './join-store.ts'

/**
 * Turns the records of one operation on one sandbox (or pod) into attempts. Every wording prints an attempt at most once, so the wording with
 * the most records is the spine and every other wording is matched to it in order: the n-th match never stands before the (n-1)-th. Of two
 * matchings the one that leaves fewer records over wins, since each left-over record is one more failure; where that does not
 * decide, the one that pairs the records nearest in time.
 */
export function align(operation: Operation, events: readonly JoinEvent[], given: readonly Attempt[] = []): Attempt[] {
  const [only] = events
  if (events.length === 1 && given.length === 0 && only) return [newAttempt(operation, only)]
  let attempts = [...given]
  for (const series of byKind(events)) attempts = matchSeries(operation, attempts, series)
  return attempts
}

/** Series of one kind each, the longest first, then the one that begins first. */
function byKind(events: readonly JoinEvent[]): readonly (readonly JoinEvent[])[] {
  if (isOneKind(events)) return [events]
  // There are few kinds: looking through them costs less than a map.
  const kinds: JoinEvent[][] = []
  for (const event of events) {
    const series = kinds.find(([first]) => first?.kind === event.kind)
    if (series) series.push(event)
    else kinds.push([event])
  }
  const [one, other] = kinds
  if (kinds.length === 2 && one && other) return other.length > one.length ? [other, one] : kinds
  // Sorting is stable and the list is in order of the first record.
  return kinds.sort((a, b) => b.length - a.length)
}

function isOneKind(events: readonly JoinEvent[]): boolean {
  const kind = events[0]?.kind
  for (const event of events) if (event.kind !== kind) return false
  return true
}

function matchSeries(operation: Operation, attempts: readonly Attempt[], series: readonly JoinEvent[]): Attempt[] {
  if (attempts.length === 0) return inOrder(series.map((event) => newAttempt(operation, event)))
  const partners = partnersOf(attempts.map(firstUs), series)
  const added: Attempt[] = []
  for (let index = 0; index < series.length; index += 1) {
    const event = series[index] as JoinEvent
    const attempt = attempts[partners[index] ?? NONE]
    if (attempt) addRecord(attempt, event)
    else added.push(newAttempt(operation, event))
  }
  return added.length === 0 ? [...attempts] : inOrder([...attempts, ...added])
}

/** For a record that has no partner. */
const NONE = -1

/** For each record of a series the index of its attempt, or NONE; how many have one. */
interface Matching {
  readonly partners: readonly number[]
  readonly matched: number
}

/** Of two matchings the one that leaves fewer records over; the tight one where they are alike. */
function partnersOf(times: readonly number[], series: readonly JoinEvent[]): readonly number[] {
  const near = greedy(times, series, TIGHT_US)
  if (near.matched === series.length) return near.partners
  const tight = fill(near, times, series)
  if (tight.matched === series.length) return tight.partners
  const wide = fill(greedy(times, series, SKEW_US), times, series)
  return tight.matched >= wide.matched ? tight.partners : wide.partners
}

/** Sorted by first time; an attempt without one stays behind the attempt that stood before it. */
function inOrder(attempts: Attempt[]): Attempt[] {
  const times: number[] = []
  let isSorted = true
  let last = 0
  for (const attempt of attempts) {
    const us = firstUs(attempt) || last
    isSorted &&= us >= last
    last = us
    times.push(us)
  }
  return isSorted ? attempts : sortedBy(attempts, times)
}

/** The earliest attempt within the bound is taken: most records find one that way. */
function greedy(times: readonly number[], series: readonly JoinEvent[], bound: number): Matching {
  const partners: number[] = []
  let matched = 0
  let next = 0
  for (const { timeUs } of series) {
    while (next < times.length && isBefore(times[next] ?? 0, timeUs, bound)) next += 1
    if (next < times.length && isNear(times[next] ?? 0, timeUs, bound)) {
      partners.push(next)
      matched += 1
      next += 1
    } else partners.push(NONE)
  }
  return { partners, matched }
}

/** Gives records without a partner one that is free between the partners of their neighbours and within the wide bound. */
function fill({ partners, matched }: Matching, times: readonly number[], series: readonly JoinEvent[]): Matching {
  const filled = [...partners]
  const limits = upperLimits(partners, times.length)
  let added = 0
  let floor = 0
  for (let index = 0; index < series.length; index += 1) {
    const own = filled[index] ?? NONE
    if (own !== NONE) {
      floor = own + 1
      continue
    }
    const timeUs = series[index]?.timeUs ?? 0
    const limit = limits[index] ?? times.length
    while (floor < limit && isBefore(times[floor] ?? 0, timeUs, SKEW_US)) floor += 1
    if (floor < limit && isNear(times[floor] ?? 0, timeUs, SKEW_US)) {
      filled[index] = floor
      floor += 1
      added += 1
    }
  }
  return { partners: filled, matched: matched + added }
}

/** For each record the partner of the next record that has one. */
function upperLimits(partners: readonly number[], end: number): number[] {
  const limits = new Array<number>(partners.length).fill(end)
  let limit = end
  for (let index = partners.length - 1; index >= 0; index -= 1) {
    limits[index] = limit
    const own = partners[index] ?? NONE
    if (own !== NONE) limit = own
  }
  return limits
}

function isBefore(attemptUs: number, recordUs: number, bound: number): boolean {
  return attemptUs !== 0 && recordUs !== 0 && attemptUs < recordUs - bound
}

/** Records without a time go by order alone. */
function isNear(attemptUs: number, recordUs: number, bound: number): boolean {
  return attemptUs === 0 || recordUs === 0 || Math.abs(attemptUs - recordUs) <= bound
}
