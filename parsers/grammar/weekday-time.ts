import type { CalendarStamp } from '../../src/model/stamp.ts'
import { type Read, readIsoStamp, zoneOffset } from './stamps.ts'

const WEEKDAYS: ReadonlySet<string> = new Set(['Mon ', 'Tue ', 'Wed ', 'Thu ', 'Fri ', 'Sat ', 'Sun '])

/** Longest zone abbreviation (`+0330` and `CEST` are shorter). */
const MAX_ZONE = 6

/** `Tue 2022-04-26 00:43:24.518165 UTC` at `at`, as systemd prints it in short-full, verbose and status output. */
export function readWeekdayTime(text: string, at = 0): Read<CalendarStamp> | undefined {
  if (!WEEKDAYS.has(text.slice(at, at + 4))) return undefined
  const date = readIsoStamp(text, at + 4)
  if (date === undefined || text.charCodeAt(date.end) !== 32) return date
  const end = text.indexOf(' ', date.end + 1)
  const zoneEnd = end < 0 ? text.length : end
  const zone = text.slice(date.end + 1, zoneEnd).replace(/[;.,]$/, '')
  if (zone.length === 0 || zone.length > MAX_ZONE || !/^[A-Z+-][A-Z0-9]+$/.test(zone)) return date
  return {
    value: { ...date.value, offsetMin: date.value.offsetMin ?? zoneOffset(zone) },
    end: date.end + 1 + zone.length,
  }
}
