import type { Cause } from '../model/vocabulary.ts'
import { MAX_INCIDENT_GAP_US, MIN_INCIDENT_GAP_US } from './bounds.ts'
import type { FailureTime } from './join-store.ts'

/** How many times the usual gap of a series a silence may last before its incident is over. */
const PATIENCE = 6

/** Gaps below this are records of one burst and say nothing of the rhythm. */
const BURST_US = 1_000_000

/** Quarter octaves of microseconds. */
const STEPS = 4

/** A stretch of failures of one cause without a silence that ends an incident. */
export interface Stretch {
  readonly cause: Cause
  /** Of failures with a time: first record of the first, last record of all; 0 = there is none. */
  readonly firstUs: number
  readonly lastUs: number
  /** Failures without a time belong to it too. */
  readonly hasUntimed: boolean
}

/** A silence that may end an incident. */
interface Silence {
  readonly afterUs: number
  readonly beforeUs: number
}

/** The open series of one cause. */
interface Series {
  readonly cause: Cause
  readonly gaps: Map<number, number>
  readonly silences: Silence[]
  firstUs: number
  lastUs: number
  hasUntimed: boolean
}

/**
 * Cuts the failures of each cause at silences that are long for the cause's own rhythm: longer than six times the gap that nine of ten of
 * its gaps do not exceed (retries with back-off every 5 minutes, a job once an hour), within stated limits. Failures without a time (they
 * come first) go with the first timed ones. One pass over times in order of cause, then time; memory: a small histogram, and the silences
 * that are longer than the lower limit.
 */
export function stretches(times: Iterable<FailureTime>): Stretch[] {
  const found: Stretch[] = []
  let series: Series | undefined
  for (const time of times) {
    if (series?.cause !== time.cause) {
      if (series) found.push(...cut(series))
      series = newSeries(time.cause)
    }
    see(series, time)
  }
  if (series) found.push(...cut(series))
  return found
}

const newSeries = (cause: Cause): Series => ({
  cause,
  gaps: new Map(),
  silences: [],
  firstUs: 0,
  lastUs: 0,
  hasUntimed: false,
})

function see(series: Series, { firstUs, lastUs }: FailureTime): void {
  if (firstUs === 0) {
    series.hasUntimed = true
    return
  }
  const gap = series.lastUs === 0 ? 0 : firstUs - series.lastUs
  if (gap >= BURST_US) bump(series.gaps, gap)
  if (gap > MIN_INCIDENT_GAP_US) series.silences.push({ afterUs: series.lastUs, beforeUs: firstUs })
  series.firstUs ||= firstUs
  series.lastUs = Math.max(series.lastUs, firstUs, lastUs)
}

function cut({ cause, gaps, silences, firstUs, lastUs, hasUntimed }: Series): Stretch[] {
  const bound = boundOf(gaps)
  const cuts = silences.filter(({ afterUs, beforeUs }) => beforeUs - afterUs > bound)
  return [...cuts, { afterUs: lastUs, beforeUs: 0 }].map(({ afterUs }, index) => ({
    cause,
    firstUs: cuts[index - 1]?.beforeUs ?? firstUs,
    lastUs: afterUs,
    hasUntimed: hasUntimed && index === 0,
  }))
}

function bump(gaps: Map<number, number>, gap: number): void {
  const bucket = Math.ceil(Math.log2(gap) * STEPS)
  gaps.set(bucket, (gaps.get(bucket) ?? 0) + 1)
}

/** Six times the upper limit of the bucket in which the ninth of ten gaps lies; the median for fewer than ten. */
function boundOf(gaps: ReadonlyMap<number, number>): number {
  const buckets = [...gaps].sort((a, b) => a[0] - b[0])
  const total = buckets.reduce((sum, [, count]) => sum + count, 0)
  const rank = total < 10 ? Math.floor((total - 1) / 2) : Math.floor(total * 0.9)
  let before = 0
  let usual = 0
  for (const [bucket, count] of buckets) {
    if (before <= rank) usual = 2 ** (bucket / STEPS)
    before += count
  }
  return Math.min(MAX_INCIDENT_GAP_US, Math.max(MIN_INCIDENT_GAP_US, Math.round(usual * PATIENCE)))
}
