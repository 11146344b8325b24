import type { CalendarStamp, Stamp } from '../model/stamp.ts'
import type { Zone } from './zone.ts'

const MINUTE_US = 60_000_000

/** Time of a stamp that names all of it. */
export function absoluteUs(stamp: Stamp): number {
  if (stamp.kind === 'epoch') return stamp.us
  if (stamp.kind !== 'calendar' || stamp.year === 0) return 0
  return fixedYear(stamp, stamp.year, undefined, undefined)
}

/** Time of a stamp without a year in a given year. */
export function fixedYear(
  stamp: CalendarStamp,
  year: number,
  zone: Zone | undefined,
  offsetMin: number | undefined,
): number {
  const local = Date.UTC(year, stamp.month - 1, stamp.day) * 1000 + stamp.dayUs
  return local - (stamp.offsetMin ?? zone?.(local) ?? offsetMin ?? 0) * MINUTE_US
}
