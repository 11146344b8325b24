import type { LogRecord } from '../model/record.ts'
import { MINUTES_EAST, type SourceSummary } from '../model/source.ts'
import { addPace, newPace, type Pace } from './pace.ts'

/** Places of records that were not understood which a source keeps. */
const MOST_PLACES = 5
const PLACE_TEXT = 200

/** What one source (or a part of it) came to; plain data, so that a worker can hand it over. */
export interface Tally {
  bytes: number
  lines: number
  candidates: number
  understood: number
  firstUs: number
  lastUs: number
  year: number
  yearFrom: string
  /** Minutes east of UTC that its records prove; undefined = none do. */
  provenMin: number | undefined
  zoneFrom: string
  /** First candidates that are no record, by line. */
  readonly places: { readonly line: number; readonly text: string }[]
  readonly counts: Record<string, number>
  /** Understood records by transport, payload, component, and by host. */
  readonly transports: Record<string, number>
  readonly payloads: Record<string, number>
  readonly components: Record<string, number>
  readonly hosts: Record<string, number>
  /** The same of records that were looked at for their time alone. */
  readonly sampledTransports: Record<string, number>
  readonly sampledPayloads: Record<string, number>
  readonly sampledComponents: Record<string, number>
  readonly sampledHosts: Record<string, number>
  readonly pace: Pace
  /** Log records that told an event. */
  telling: number
}

export function newTally(): Tally {
  return {
    bytes: 0,
    lines: 0,
    candidates: 0,
    understood: 0,
    firstUs: 0,
    lastUs: 0,
    year: 0,
    yearFrom: '',
    provenMin: undefined,
    zoneFrom: '',
    places: [],
    counts: {},
    transports: {},
    payloads: {},
    components: {},
    hosts: {},
    sampledTransports: {},
    sampledPayloads: {},
    sampledComponents: {},
    sampledHosts: {},
    pace: newPace(),
    telling: 0,
  }
}

export function count(counts: Record<string, number>, what: string, n = 1): void {
  if (n > 0) counts[what] = (counts[what] ?? 0) + n
}

/** Counts `n` records of the same form. */
export function countRecord(
  tally: Tally,
  record: Pick<LogRecord, 'transport' | 'payload' | 'component' | 'host' | 'cut'>,
  n = 1,
): void {
  tally.understood += n
  count(tally.transports, record.transport, n)
  count(tally.payloads, record.payload, n)
  if (record.component !== '') count(tally.components, record.component, n)
  if (record.host !== '') count(tally.hosts, record.host, n)
  if (record.cut) count(tally.counts, 'cut records', n)
}

/** A record that is looked at for its time tells the form of a source in which nothing else is of interest. */
export function countSample(
  tally: Tally,
  record: Pick<LogRecord, 'transport' | 'payload' | 'component' | 'host'>,
): void {
  count(tally.sampledTransports, record.transport)
  count(tally.sampledPayloads, record.payload)
  if (record.component !== '') count(tally.sampledComponents, record.component)
  if (record.host !== '') count(tally.sampledHosts, record.host)
}

export function countTime(tally: Tally, us: number): void {
  if (us === 0) return
  if (tally.firstUs === 0 || us < tally.firstUs) tally.firstUs = us
  if (us > tally.lastUs) tally.lastUs = us
}

export function notePlace(tally: Tally, line: number, text: string): void {
  count(tally.counts, 'not understood')
  if (tally.places.length < MOST_PLACES) tally.places.push({ line, text: text.slice(0, PLACE_TEXT) })
}

const COUNTED = [
  'counts',
  'transports',
  'payloads',
  'components',
  'hosts',
  'sampledTransports',
  'sampledPayloads',
  'sampledComponents',
  'sampledHosts',
] as const

/** Adds a later part of the same source, whose first line is `lineShift` lines after the source's first. */
export function addTally(sum: Tally, part: Tally, lineShift: number): void {
  sum.bytes += part.bytes
  sum.lines += part.lines
  sum.candidates += part.candidates
  sum.understood += part.understood
  sum.telling += part.telling
  countTime(sum, part.firstUs)
  countTime(sum, part.lastUs)
  addPace(sum.pace, part.pace, lineShift)
  if (part.year !== 0) {
    sum.year = part.year
    sum.yearFrom = part.yearFrom
  }
  sum.provenMin ??= part.provenMin
  if (sum.zoneFrom === '' || part.zoneFrom === 'assumed') sum.zoneFrom = part.zoneFrom
  for (const { line, text } of part.places) {
    if (sum.places.length < MOST_PLACES) sum.places.push({ line: line + lineShift, text })
  }
  for (const key of COUNTED) {
    for (const [name, n] of Object.entries(part[key])) count(sum[key], name, n)
  }
}

/** The most frequent name; of equals the first in the alphabet; '' if there is none. */
export function mostFrequent(counts: Readonly<Record<string, number>>): string {
  let best = ''
  for (const name of Object.keys(counts).sort())
    if (best === '' || (counts[name] ?? 0) > (counts[best] ?? 0)) best = name
  return best
}

/** A text without times, hosts and programs: a note or a manifest in the bundle makes the folder it lies in no node. */
function tellsNothing(tally: Tally): boolean {
  const transports = Object.keys(tally.transports)
  return tally.firstUs === 0 && Object.keys(tally.components).length === 0 && transports.every((one) => one === 'bare')
}

/** All that is counted, and the minutes by which its clock is known not to be UTC. */
function countsOf({ counts, provenMin }: Tally): Record<string, number> {
  const all = provenMin === undefined || provenMin === 0 ? counts : { ...counts, [MINUTES_EAST]: provenMin }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** `sha256`: of the file, where its bytes are at hand. */
export function summary(path: string, node: string, tally: Tally, problem: string, sha256 = ''): SourceSummary {
  return {
    path,
    node: mostFrequent(tally.hosts) || (tellsNothing(tally) && problem === '' ? '' : node),
    component: mostFrequent(tally.components),
    transport: mostFrequent(tally.transports) || mostFrequent(tally.sampledTransports),
    payload: mostFrequent(tally.payloads) || mostFrequent(tally.sampledPayloads),
    bytes: tally.bytes,
    lines: tally.lines,
    candidates: tally.candidates,
    understood: tally.understood,
    firstUs: tally.firstUs,
    lastUs: tally.lastUs,
    year: tally.year,
    yearFrom: tally.yearFrom,
    zoneFrom: tally.zoneFrom,
    sha256,
    problem,
    notUnderstood: tally.places.map(({ line, text }) => `${line}: ${text}`),
    counts: countsOf(tally),
  }
}
