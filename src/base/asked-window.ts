/**
 * Keys of `meta` about what `--since` and `--until` left in: the earliest and latest bound, microseconds since the epoch as text ('' or absent =
 * some part of the case has none), and the parts of a case that was added to (`AskedPart[]` as JSON).
 */
export const ASKED = { since: 'asked_since_us', until: 'asked_until_us', parts: 'asked_parts' } as const

/** What one run of ingest read: the bounds it was given, microseconds since the epoch, and its sources. */
export interface AskedPart {
  readonly sinceUs?: number
  readonly untilUs?: number
  readonly sources: number
}

/** Looks up a value of the case; '' = absent. */
type Meta = (key: string) => string
type Time = (us: number) => string

/** The parts of a case, in the order in which they were read; none of a new one. */
export function askedParts(meta: Meta): readonly AskedPart[] {
  const parts = meta(ASKED.parts)
  if (parts !== '') return JSON.parse(parts) as AskedPart[]
  const [since, until, sources] = [meta(ASKED.since), meta(ASKED.until), meta('sources')]
  return sources === '' ? [] : [part(bound(since), bound(until), Number(sources))]
}

/** The part of a run with these bounds. */
export function part(sinceUs: number | undefined, untilUs: number | undefined, sources: number): AskedPart {
  return { ...(sinceUs === undefined ? {} : { sinceUs }), ...(untilUs === undefined ? {} : { untilUs }), sources }
}

/** The values of `meta` that tell of the parts of a case; none where no bound was ever given. */
export function askedMeta(parts: readonly AskedPart[]): Readonly<Record<string, string>> {
  if (parts.every(isWhole)) return {}
  const since = parts.map(({ sinceUs }) => sinceUs ?? Number.NEGATIVE_INFINITY)
  const until = parts.map(({ untilUs }) => untilUs ?? Number.POSITIVE_INFINITY)
  return {
    [ASKED.since]: boundText(Math.min(...since)),
    [ASKED.until]: boundText(Math.max(...until)),
    [ASKED.parts]: JSON.stringify(parts),
  }
}

/**
 * The spans of time that the reading of a case was limited to, for the middle of a sentence: `from 2022-04-26 .. to ..`, `from .. on`,
 * `until ..`, several with `and`; '' where all records of some part were read. `time` prints microseconds since the epoch.
 */
export function askedWords(meta: Meta, time: Time): string {
  const since = bound(meta(ASKED.since))
  const until = bound(meta(ASKED.until))
  const parts = meta(ASKED.parts) === '' ? [part(since, until, 1)] : askedParts(meta)
  if (parts.some(isWhole)) return ''
  const words = union(parts).map((one) => partWords(one, time))
  return words.includes('') ? '' : words.join(' and ')
}

/** One part in words; '' where it has no bounds. */
export function partWords({ sinceUs, untilUs }: AskedPart, time: Time): string {
  if (untilUs === undefined) return sinceUs === undefined ? '' : `from ${time(sinceUs)} on`
  return sinceUs === undefined ? `until ${time(untilUs)}` : `from ${time(sinceUs)} to ${time(untilUs)}`
}

const isWhole = ({ sinceUs, untilUs }: AskedPart): boolean => sinceUs === undefined && untilUs === undefined

const bound = (text: string): number | undefined => (text === '' ? undefined : Number(text))
const boundText = (us: number): string => (Number.isFinite(us) ? String(us) : '')

/** Spans that overlap as one, in order of time. */
function union(parts: readonly AskedPart[]): readonly AskedPart[] {
  const from = ({ sinceUs }: AskedPart): number => sinceUs ?? Number.NEGATIVE_INFINITY
  const to = ({ untilUs }: AskedPart): number => untilUs ?? Number.POSITIVE_INFINITY
  const spans: AskedPart[] = []
  for (const next of parts.toSorted((a, b) => (from(a) < from(b) ? -1 : 1))) {
    const last = spans.at(-1)
    if (last === undefined || from(next) > to(last)) spans.push(next)
    else if (to(next) > to(last)) spans[spans.length - 1] = part(last.sinceUs, next.untilUs, last.sources)
  }
  return spans
}
