import type { Stamp } from '../model/stamp.ts'
import { absoluteUs } from './stamp-time.ts'

const MINUTE_US = 60_000_000
const DAY_US = 86_400_000_000
/** Less than half a year: what is so near is nearer than the same day of any other year. */
export const HALF_YEAR_US: number = 180 * DAY_US
/** Outer stamps are printed within this time after the inner ones. */
export const LAG_US: number = 5 * MINUTE_US
const QUARTER_US = 15 * MINUTE_US
/** Who stamps a record that it was handed does so within this time; a line that was kept for long proves no zone. */
const HANDED_US = MINUTE_US
/** Zones reach from -12:00 to +14:00. */
const MOST_OFFSET_US = 14 * 60 * MINUTE_US

/** Whether the text of a stamp says by itself when it was. */
export function isAbsolute(stamp: Stamp): boolean {
  return stamp.kind === 'epoch' || (stamp.kind === 'calendar' && stamp.year !== 0 && stamp.offsetMin !== undefined)
}

/**
 * Minutes east of UTC of a clock that printed `outer` when it was `us`, or undefined where the two prove nothing: the inner stamp must
 * be absolute by itself and the outer one without a zone. Offsets are whole quarters of an hour.
 */
export function provenOffset(stamp: Stamp, us: number, outer: Stamp): number | undefined {
  if (outer.kind !== 'calendar' || outer.offsetMin !== undefined) return undefined
  if (!isAbsolute(stamp)) return undefined
  const year = outer.year === 0 ? new Date(us / 1000).getUTCFullYear() : outer.year
  const aheadIn = (y: number): number => Date.UTC(y, outer.month - 1, outer.day) * 1000 + outer.dayUs - us
  const here = aheadIn(year)
  const ahead =
    Math.abs(here) < HALF_YEAR_US
      ? here
      : [aheadIn(year - 1), here, aheadIn(year + 1)].reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a))
  if (Math.abs(ahead) > MOST_OFFSET_US + LAG_US) return undefined
  const quarters = Math.round(ahead / QUARTER_US)
  if (Math.abs(ahead - quarters * QUARTER_US) > LAG_US) return undefined
  // No -0, which would be another offset.
  return quarters * 15 || 0
}

// 2022-04-26T02:43:24+0200 node-a kubelet[812]: E0426 02:43:24.518165     812 ..
/**
 * Minutes east of UTC of a clock that printed `stamp`, without its zone, in a record that was stamped with one as it was handed on; undefined where
 * the two prove nothing.
 */
export function handedOffset(stamp: Stamp, outer: Stamp): number | undefined {
  if (stamp.kind !== 'calendar' || stamp.offsetMin !== undefined || !isAbsolute(outer)) return undefined
  const us = absoluteUs(outer)
  const offset = provenOffset(outer, us, stamp)
  if (offset === undefined || !isOffsetInUse(offset)) return undefined
  const local =
    Date.UTC(stamp.year || new Date(us / 1000).getUTCFullYear(), stamp.month - 1, stamp.day) * 1000 + stamp.dayUs
  const lag = (us + offset * MINUTE_US - local) % DAY_US
  return Math.abs(lag) <= HANDED_US ? offset : undefined
}

/** Whole and half hours, and the three zones that are a quarter off (Nepal, Eucla, Chatham). */
const isOffsetInUse = (minutes: number): boolean => minutes % 30 === 0 || [345, 525, 765].includes(minutes)
