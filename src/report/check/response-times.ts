import { KEY_TIMES, type KeyTime, NOT_COMPUTED } from '../key-time-names.ts'
import { utc } from '../time-text.ts'
import { duration, spanText } from '../words.ts'
import type { KeyTimeRow } from './key-time-table.ts'

/** A span that post-mortems are compared by, computed from the times that stand in the report. */
export interface ResponseTime {
  readonly name: 'detect' | 'mitigate' | 'recover'
  /** What its cell in the table says: `12 min`, `at least 12 min`, `3 min before the first failure`, or that it is not computed. */
  readonly cell: string
  /** The span and what it lies between, or what is missing. */
  readonly says: string
}

/** What is wrong with a time, and in which line of the report. */
export interface TimeProblem {
  readonly line: number
  readonly says: string
}

type Rows = ReadonlyMap<KeyTime, KeyTimeRow>

/** Detection is whichever of these came first. */
const NOTICED: readonly KeyTime[] = ['alert', 'page', 'declared']

/**
 * Time to detect (first failure to the earliest of alert, page and declaration), to mitigate (first failure to "mitigated for users") and to
 * recover (first failure to "recovered for good", else to the first success that the logs show). None of them needs the others.
 */
export function responseTimes(rows: Rows): readonly ResponseTime[] {
  return [
    span(rows, 'detect', earliest(rows), ['alert']),
    span(rows, 'mitigate', rows.get('mitigated'), ['mitigated']),
    span(rows, 'recover', timed(rows.get('recovered')) ?? rows.get('firstSuccess'), ['recovered', 'firstSuccess']),
  ]
}

function timed(row: KeyTimeRow | undefined): KeyTimeRow | undefined {
  return row?.us === undefined ? undefined : row
}

/** The row by which the incident was first noticed; none while nobody has said whether there was an alert. */
function earliest(rows: Rows): KeyTimeRow | undefined {
  if (rows.get('alert')?.open !== false) return undefined
  const all = NOTICED.flatMap((name) => timed(rows.get(name)) ?? [])
  return all.toSorted((a, b) => (a.us ?? 0) - (b.us ?? 0))[0]
}

function span(
  rows: Rows,
  name: ResponseTime['name'],
  end: KeyTimeRow | undefined,
  wanted: readonly KeyTime[],
): ResponseTime {
  const start = rows.get('firstFailure')
  if (start?.us === undefined) return missing(name, rows, ['firstFailure'])
  if (end?.us === undefined) return missing(name, rows, wanted)
  const to = `${KEY_TIMES[end.name]} (${utc(end.us)})`
  const cell = spanText(end.us - start.us, start.began)
  if (end.us < start.us) return { name, cell, says: `${cell} (${utc(start.us)}): ${to}` }
  const trigger = rows.get('trigger')?.us
  const since =
    trigger === undefined || trigger > start.us
      ? ''
      : `; ${duration(end.us - trigger)} from the first trace of the inferred trigger`
  return { name, cell, says: `${cell} from first failure (${utc(start.us)}) to ${to}${since}` }
}

/** What keeps a span from being computed, with the lines to fill. */
function missing(name: ResponseTime['name'], rows: Rows, wanted: readonly KeyTime[]): ResponseTime {
  const present = wanted.filter((key) => rows.has(key))
  const why = (present.length === 0 ? wanted.slice(0, 1) : present.slice(0, 1)).map((key) => {
    const row = rows.get(key)
    if (row === undefined) return `there is no row "${KEY_TIMES[key]}"`
    const state = row.open ? 'is open' : `says "${row.cell}"`
    return `"${KEY_TIMES[key]}" ${state} (line ${row.line})`
  })
  return { name, cell: NOT_COMPUTED, says: `not computed: ${why.join(', ')}` }
}

/** Times that cannot be read, rows that stand twice, and times that cannot both be true. Noticing an incident before its first failure is possible. */
export function timeProblems(rows: readonly KeyTimeRow[]): readonly TimeProblem[] {
  const problems: TimeProblem[] = []
  const byName = new Map<KeyTime, KeyTimeRow>()
  for (const row of rows) {
    const earlier = byName.get(row.name)
    if (earlier !== undefined)
      problems.push({ line: row.line, says: `"${KEY_TIMES[row.name]}" stands in line ${earlier.line} already` })
    else byName.set(row.name, row)
    if (row.unreadable && !SPANS.has(row.name))
      problems.push({ line: row.line, says: `"${KEY_TIMES[row.name]}" is no time: ${row.cell}` })
  }
  for (const [late, early] of ORDER) {
    const [a, b] = [byName.get(early), byName.get(late)]
    if (a?.us !== undefined && b?.us !== undefined && b.us < a.us)
      problems.push({
        line: b.line,
        says: `"${KEY_TIMES[late]}" (${utc(b.us)}) is before "${KEY_TIMES[early]}" (${utc(a.us)}, line ${a.line})`,
      })
  }
  return problems.toSorted((a, b) => a.line - b.line)
}

/** Rows that hold spans, not times. */
export const SPANS: ReadonlySet<KeyTime> = new Set<KeyTime>(['detect', 'mitigate', 'recover'])

/** What cannot come before what. */
const ORDER: readonly (readonly [late: KeyTime, early: KeyTime])[] = [
  ['mitigated', 'firstFailure'],
  ['recovered', 'firstFailure'],
  ['recovered', 'lastFailure'],
  ['recovered', 'mitigated'],
]
