import { createScanner, LineScan, WHOLE, windowBytes } from '../intake/index.ts'
import type { LogRecord } from '../model/record.ts'
import type { CalendarStamp } from '../model/stamp.ts'
import { provenOffset } from './clock.ts'
import type { Parsers } from './parsers.ts'

/** What a look at the head (or tail) of a source tells about its time. */
export interface Survey {
  /** An absolute time of a record; 0 = none was found. */
  readonly absoluteUs: number
  /** An end of the time the source covers, that its header names; 0 = none. */
  readonly headerUs: number
  /** Minutes east of UTC that its records prove. */
  readonly offsetMin: number | undefined
  /** First stamp without a year. */
  readonly yearless: CalendarStamp | undefined
  /** Host of its first record that has one; ''. */
  readonly host: string
}

/** Stamps of containerd and other logrus writers: the cheapest proof of year and zone. */
const ABSOLUTE_GATES = ['time="20', 'time=\\"20']
const LINE_BYTES = 65536
const MOST_ABSOLUTE = 12
const MOST_LINES = 48
const AGREEING = 3

/** Looks at a piece of text, at most a few dozen records of it. */
export function survey(bytes: Uint8Array, parsers: Parsers): Survey {
  const found = sample(bytes, parsers, true, MOST_ABSOLUTE)
  // Where an absolute stamp is known, the first lines are asked for what they lack and who wrote them alone.
  const isEnough = (record: LogRecord): boolean =>
    found.length > 0 && record.host !== '' && yearlessOf(record) !== undefined
  const first = sample(bytes, parsers, false, MOST_LINES, isEnough)
  const all = [...found, ...first]
  const offsets = found.map(offsetOf).filter((offset) => offset !== undefined)
  const agreed = offsets.length >= AGREEING && offsets.every((offset) => offset === offsets[0]) ? offsets[0] : undefined
  return {
    absoluteUs: all.map(absoluteOf).find((us) => us !== 0) ?? 0,
    headerUs: headerTime(bytes),
    offsetMin: agreed,
    yearless: first.map(yearlessOf).find((stamp) => stamp !== undefined),
    host: all.find((record) => record.host !== '')?.host ?? '',
  }
}

/** Scans of all surveys, with and without the sieve: each takes a megabyte, and a bundle has thousands of files. */
const scans = new Map<boolean, LineScan>()

function scanOf(sieve: boolean): LineScan {
  const known = scans.get(sieve)
  if (known !== undefined) return known
  const scan = new LineScan(createScanner(ABSOLUTE_GATES, windowBytes(LINE_BYTES)), { sieve, lineBytes: LINE_BYTES })
  scans.set(sieve, scan)
  return scan
}

/** Records of the first lines, or of the first lines with an absolute stamp. */
function sample(
  bytes: Uint8Array,
  parsers: Parsers,
  sieve: boolean,
  most: number,
  isEnough: (record: LogRecord) => boolean = () => false,
): readonly LogRecord[] {
  const scan = scanOf(sieve)
  const records: LogRecord[] = []
  let lines = 0
  const context = parsers.newContext()
  scan.begin(WHOLE, (window) => {
    if (lines++ >= most) return
    const assembled = parsers.assemble(window)
    const read = assembled === undefined ? [] : parsers.readRecords(assembled, context)
    records.push(...read)
    if (read.some(isEnough)) lines = most
  })
  scan.push(bytes)
  scan.finish()
  return records
}

function absoluteOf(record: LogRecord): number {
  for (const stamp of [record.stamp, record.outerStamp]) {
    if (stamp?.kind === 'epoch') return stamp.us
    if (stamp?.kind === 'calendar' && stamp.year !== 0) {
      return Date.UTC(stamp.year, stamp.month - 1, stamp.day) * 1000 + stamp.dayUs - (stamp.offsetMin ?? 0) * 60_000_000
    }
  }
  return 0
}

function offsetOf(record: LogRecord): number | undefined {
  const { stamp, outerStamp } = record
  if (stamp === undefined || outerStamp === undefined || stamp === outerStamp) return undefined
  return provenOffset(stamp, absoluteOf(record), outerStamp)
}

function yearlessOf(record: LogRecord): CalendarStamp | undefined {
  return [record.stamp, record.outerStamp].find((stamp) => stamp?.kind === 'calendar' && stamp.year === 0) as
    | CalendarStamp
    | undefined
}

// -- Logs begin at Mon 2022-04-25 08:05:13 UTC, end at Tue 2022-04-26 00:50:01 UTC. --
// -- Journal begins at Mon 2022-04-25 08:05:13 CEST. --
// Log file created at: 2022/04/26 00:43:24
const HEADER =
  /^(?:-- (?:Logs begin|Journal begins) at|Log file created at:) .*(20\d\d)[-/](\d\d)[-/](\d\d) (\d\d):(\d\d):(\d\d)/m

/** The last time that a header names. */
function headerTime(bytes: Uint8Array): number {
  const match = HEADER.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1'),
  )
  if (match === null) return 0
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) * 1000
}
