import { PostmortemError } from './errors.ts'
import { dateFnsParse } from './on-demand.ts'

const SECOND_US = 1_000_000

// The second told last: many events share one.
let lastSecond = Number.NaN
let lastText = ''

/** ISO-8601 UTC with six decimals and Z (`2022-04-26T00:43:24.518165Z`) of microseconds since the epoch; null for 0 = no absolute time. */
export function isoTime(us: number): string | null {
  if (us === 0) return null
  const seconds = Math.floor(us / SECOND_US)
  if (seconds !== lastSecond) {
    lastText = new Date(seconds * 1000).toISOString().slice(0, 19)
    lastSecond = seconds
  }
  return `${lastText}.${String(us - seconds * SECOND_US).padStart(6, '0')}Z`
}

// 2022-04-26 | 2022-04-26T00:43 | 2022-04-26 00:43:24.518165Z | 2022-04-26T02:43:24+02:00
const ISO =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<minute>\d\d:\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?)?)?(?<zone>Z|[+-]\d\d:?\d\d)?$/

/** Microseconds since the epoch of an ISO-8601 date or date and time; without a zone it is UTC. undefined where it is no such text. */
export function parseIsoTime(text: string): number | undefined {
  const groups = ISO.exec(text.trim())?.groups
  if (groups === undefined) return undefined
  const { date, minute = '00:00', second = '00', fraction = '', zone = 'Z' } = groups
  // with a zone in the text the machine's own plays no part
  const ms = dateFnsParse().parseISO(`${date}T${minute}:${second}${zone}`).getTime()
  if (Number.isNaN(ms) || zoneOffsetMinutes(zone) === undefined) return undefined
  return ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
}

/** Microseconds of the value of a time option, undefined where it is absent. Throws PostmortemError BAD_OPTION naming the option. */
export function isoTimeOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const us = parseIsoTime(text)
  if (us !== undefined) return us
  throw new PostmortemError('BAD_OPTION', `${name} is no time: ${text}`, {
    reason: 'times are ISO-8601; without a zone they are UTC',
    hint: `for example ${name} 2022-04-26T00:43:00Z`,
  })
}

/** Minutes east of UTC of `Z`, `+02:00` or `-0530`; undefined where it is none. */
export function zoneOffsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const groups = /^(?<sign>[+-])(?<hours>\d\d):?(?<minutes>\d\d)$/.exec(zone)?.groups
  if (groups === undefined) return undefined
  const minutes = Number(groups['hours']) * 60 + Number(groups['minutes'])
  if (Number(groups['minutes']) > 59 || minutes > 18 * 60) return undefined
  return groups['sign'] === '-' ? -minutes : minutes
}
