import { PostmortemError } from '../base/errors.ts'
import { zoneOffsetMinutes } from '../base/time.ts'

const MINUTE_US = 60_000_000
const HOUR_US = 60 * MINUTE_US

/** Minutes east of UTC that a zone has at a local time, given as if it were UTC (microseconds). */
export type Zone = (localUs: number) => number

/** A zone of one offset. */
export const fixedZone =
  (minutes: number): Zone =>
  () =>
    minutes

/** Zone of a name: `UTC`, `+02:00`, `-0530`, or an IANA name (`Europe/Berlin`). Throws PostmortemError BAD_OPTION. */
export function zoneOf(name: string): Zone {
  const offset = zoneOffsetMinutes(name)
  if (offset !== undefined) return fixedZone(offset)
  return ianaZone(formatterOf(name))
}

function formatterOf(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  } catch (error) {
    throw new PostmortemError('BAD_OPTION', `unknown time zone: ${name}`, {
      reason: 'it is neither an offset nor a name of the IANA time zone database',
      hint: 'for example --timezone +02:00 or --timezone Europe/Berlin',
      cause: error,
    })
  }
}

/** Offsets are asked for once an hour of time (zones change on quarters of an hour at the finest, and never twice an hour). */
function ianaZone(format: Intl.DateTimeFormat): Zone {
  const offsets = new Map<number, number>()
  const offsetAt = (us: number): number => {
    const quarter = Math.floor(us / (HOUR_US / 4))
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    if (offsets.size > 100_000) offsets.clear()
    const offset = measure(format, quarter * (HOUR_US / 4))
    offsets.set(quarter, offset)
    return offset
  }
  return (localUs) => {
    // The offset at the local time read as UTC is right but for the hours round a change; one more step settles those.
    const guess = offsetAt(localUs)
    return offsetAt(localUs - guess * MINUTE_US)
  }
}

/** Minutes between the zone's clock and UTC at a time. */
function measure(format: Intl.DateTimeFormat, us: number): number {
  const parts = new Map(format.formatToParts(us / 1000).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return Math.round((local - us / 1000) / 60_000)
}
