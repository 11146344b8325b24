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
  if (events.every(({ kind }) => kind === events[0]?.kind)) return [events]
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

function matchSeries(operation: Operation, attempts: readonly Attempt[], series: readonly JoinEvent[]): Attempt[] {
  if (attempts.length === 0) return inOrder(series.map((event) => newAttempt(operation, event)))
  const times = attempts.map(firstUs)
  const partners = partnersOf(times, series)
  const added: Attempt[] = []
  series.forEach((event, index) => {
    const attempt = attempts[partners[index] ?? -1]
    if (attempt) addRecord(attempt, event)
    else added.push(newAttempt(operation, event))
  })
  return added.length === 0 ? [...attempts] : inOrder([...attempts, ...added])
}

/** Of two matchings the one that leaves fewer records over; the tight one where they are alike. */
function partnersOf(times: readonly number[], series: readonly JoinEvent[]): readonly number[] {
  const near = greedy(times, series, TIGHT_US)
  if (count(near) === series.length) return near
  const tight = fill(near, times, series)
  const matched = count(tight)
  if (matched === series.length) return tight
  const wide = fill(greedy(times, series, SKEW_US), times, series)
  return matched >= count(wide) ? tight : wide
}

/** Sorted by first time; an attempt without one stays behind the attempt that stood before it. */
function inOrder(attempts: Attempt[]): Attempt[] {
  let last = 0
  const isLater = (attempt: Attempt): boolean => {
    const before = last
    last = firstUs(attempt) || last
    return last >= before
  }
  if (attempts.every(isLater)) return attempts
  last = 0
  const times = attempts.map((attempt) => {
    last = firstUs(attempt) || last
    return last
  })
  return sortedBy(attempts, times)
}

/** For each record the index of its attempt, or -1. The earliest attempt within the bound is taken: most records find one that way. */
function greedy(times: readonly number[], series: readonly JoinEvent[], bound: number): number[] {
  let next = 0
  return series.map((event) => {
    while (next < times.length && isBefore(times[next] ?? 0, event.timeUs, bound)) next += 1
    const found = next < times.length && isNear(times[next] ?? 0, event.timeUs, bound) ? next : -1
    if (found >= 0) next += 1
    return found
  })
}

/** Gives records without a partner one that is free between the partners of their neighbours and within the wide bound. */
function fill(partners: readonly number[], times: readonly number[], series: readonly JoinEvent[]): number[] {
  const filled = [...partners]
  const limits = upperLimits(partners, times.length)
  let floor = 0
  series.forEach((event, index) => {
    const own = filled[index] ?? -1
    if (own >= 0) {
      floor = own + 1
      return
    }
    const limit = limits[index] ?? times.length
    while (floor < limit && isBefore(times[floor] ?? 0, event.timeUs, SKEW_US)) floor += 1
    if (floor < limit && isNear(times[floor] ?? 0, event.timeUs, SKEW_US)) {
      filled[index] = floor
      floor += 1
    }
  })
  return filled
}

/** For each record the partner of the next record that has one. */
function upperLimits(partners: readonly number[], end: number): number[] {
  const limits = new Array<number>(partners.length).fill(end)
  let limit = end
  for (let index = partners.length - 1; index >= 0; index -= 1) {
    limits[index] = limit
    const own = partners[index] ?? -1
    if (own >= 0) limit = own
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

function count(partners: readonly number[]): number {
  return partners.reduce((sum, partner) => sum + (partner >= 0 ? 1 : 0), 0)
}
