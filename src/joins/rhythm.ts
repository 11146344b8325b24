import type { Cause } from '../model/vocabulary.ts'
import { MAX_INCIDENT_GAP_US, MIN_INCIDENT_GAP_US } from './bounds.ts'
import type { FailureTime } from './join-store.ts'

/** How many times the usual gap of a series a silence may last before its incident is over. */
const PATIENCE = 6

/** Gaps below this are records of one burst and say nothing of the rhythm. */
const BURST_US = 1_000_000

/** Quarter octaves of microseconds. */
const STEPS = 4

/**
 * The longest silence within an incident, for each cause, from the cause's own rhythm: six times the gap that nine of ten of its gaps do
 * not exceed (retries with back-off every 5 minutes, a job once an hour), within stated limits. One pass, a small histogram for each cause.
 * `heads` must come by cause, then time.
 */
export function gapBounds(heads: Iterable<FailureTime>): Map<Cause, number> {
  const bounds = new Map<Cause, number>()
  let cause: Cause | undefined
  let lastUs = 0
  let gaps = new Map<number, number>()
  const close = (): void => {
    if (cause !== undefined) bounds.set(cause, boundOf(gaps))
    gaps = new Map()
    lastUs = 0
  }
  for (const head of heads) {
    if (head.cause !== cause) close()
    cause = head.cause
    if (head.firstUs === 0) continue
    const gap = head.firstUs - lastUs
    if (lastUs !== 0 && gap >= BURST_US) bump(gaps, gap)
    lastUs = Math.max(lastUs, head.lastUs)
  }
  close()
  return bounds
}

function bump(gaps: Map<number, number>, gap: number): void {
  const bucket = Math.ceil(Math.log2(gap) * STEPS)
  gaps.set(bucket, (gaps.get(bucket) ?? 0) + 1)
}

/** Upper limit of the bucket in which the ninth of ten gaps lies; the median for fewer than ten. */
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
