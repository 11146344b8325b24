import { createScanner, LineScan, WHOLE, windowBytes } from '../intake/index.ts'
import type { LineWindow } from '../model/line-window.ts'
import type { LogRecord } from '../model/record.ts'
import type { CalendarStamp, Stamp } from '../model/stamp.ts'
import type { Parsers } from './parsers.ts'
import { absoluteUs } from './stamp-time.ts'
import { handedOffset, provenOffset } from './zone-proof.ts'

/** What a look at the head (or tail) of a source tells about its time. */
export interface Survey {
  /** An absolute time of a record; 0 = none was found. */
  readonly absoluteUs: number
  /** The time that a header of the source names; 0 = none. */
  readonly headerUs: number
  /** Whether that is the end of what the source covers, not its beginning. */
  readonly headerEnds: boolean
  /** Minutes east of UTC that its records prove. */
  readonly offsetMin: number | undefined
  /** First stamp without a year. */
  readonly yearless: CalendarStamp | undefined
  /** Host of its first record that has one; ''. */
  readonly host: string
}

/** What a source tells others about time; plain data that may be kept. */
export type TimeProof = Pick<Survey, 'absoluteUs' | 'offsetMin'>

/** Whether two sources may be of one node; '' = it is not known. */
export const mayBeOneNode = (a: string, b: string): boolean => a === '' || b === '' || a === b

/** What a source tells others; undefined where it tells nothing. */
export function proofOf({ absoluteUs, offsetMin }: Survey): TimeProof | undefined {
  return absoluteUs === 0 && offsetMin === undefined ? undefined : { absoluteUs, offsetMin }
}

/** Stamps of containerd and other logrus writers: the cheapest proof of year and zone. */
const ABSOLUTE_GATES = ['time="20', 'time=\\"20']
const LINE_BYTES = 65536
const MOST_ABSOLUTE = 12
const MOST_LINES = 48
const AGREEING = 3
const MOST_HANDED = 24

/** The stamps of a record. */
type Stamps = Pick<LogRecord, 'stamp' | 'outerStamp'>

/**
 * A look at a piece of text, at most a few dozen records of it. What is not asked for is not looked at: a bundle has thousands of files.
 * The bytes are read when it is asked: it must not be kept longer than they are.
 */
export function survey(bytes: Uint8Array, parsers: Parsers): Survey {
  return new LazySurvey(bytes, parsers)
}

class LazySurvey implements Survey {
  private readonly bytes: Uint8Array
  private readonly parsers: Parsers
  private foundStamps: readonly Stamps[] | undefined
  private firstRecords: readonly LogRecord[] | undefined
  private absolute: number | undefined

  constructor(bytes: Uint8Array, parsers: Parsers) {
    this.bytes = bytes
    this.parsers = parsers
  }

  get absoluteUs(): number {
    this.absolute ??=
      firstAbsolute(this.found()) ||
      firstAbsolute(this.firstUntil((stamps) => absoluteOf(stamps) !== 0)) ||
      statusTime(this.bytes)
    return this.absolute
  }

  get headerUs(): number {
    return endTime(this.bytes) || beginTime(this.bytes)
  }

  get headerEnds(): boolean {
    return endTime(this.bytes) !== 0
  }

  get offsetMin(): number | undefined {
    return agreed(this.found().map(offsetOf)) ?? agreed(this.handed())
  }

  /** What the first records prove that two stamped, the later one with its zone; none where the first of them does not. */
  private handed(): readonly (number | undefined)[] {
    const offsets: number[] = []
    scanLines(this.bytes, false, MOST_HANDED, (window) => {
      const pair = (this.quickStamps(window) ?? recordsAt(window, this.parsers)).find(isPair)
      if (pair === undefined) return false
      const offset = handedOffset(pair.stamp, pair.outerStamp)
      if (offset === undefined) return true
      return offsets.push(offset) === AGREEING
    })
    return offsets
  }

  get yearless(): CalendarStamp | undefined {
    return this.firstUntil((stamps) => yearlessOf(stamps) !== undefined)
      .map(yearlessOf)
      .find((stamp) => stamp !== undefined)
  }

  get host(): string {
    const hasHost = (record: LogRecord): boolean => record.host !== ''
    const found = sample(this.bytes, this.parsers, true, MOST_ABSOLUTE, hasHost)
    return (found.find(hasHost) ?? this.first().find(hasHost))?.host ?? ''
  }

  /** Stamps of the first lines with an absolute one. */
  private found(): readonly Stamps[] {
    if (this.foundStamps !== undefined) return this.foundStamps
    const found: Stamps[] = []
    scanLines(this.bytes, true, MOST_ABSOLUTE, (window) => {
      found.push(...(this.quickStamps(window) ?? recordsAt(window, this.parsers)))
      return false
    })
    this.foundStamps = found
    return found
  }

  /** Stamps of the first lines, up to those that are wanted. */
  private firstUntil(isWanted: (stamps: Stamps) => boolean): readonly Stamps[] {
    const first: Stamps[] = []
    scanLines(this.bytes, false, MOST_LINES, (window) => {
      const stamps = this.quickStamps(window) ?? recordsAt(window, this.parsers)
      first.push(...stamps)
      return stamps.some(isWanted)
    })
    return first
  }

  /** Records of the first lines. Where an absolute stamp is known, they are asked for what it lacks and who wrote them alone. */
  private first(): readonly LogRecord[] {
    const isEnough = (record: LogRecord): boolean =>
      this.found().length > 0 && record.host !== '' && yearlessOf(record) !== undefined
    this.firstRecords ??= sample(this.bytes, this.parsers, false, MOST_LINES, isEnough)
    return this.firstRecords
  }

  /** Stamps that a line has beyond doubt, without reading its record; undefined where only that can tell. */
  private quickStamps(window: LineWindow): readonly Stamps[] | undefined {
    const times = this.parsers.readTimes?.(window)
    if (times === undefined) return TIME.test(window.at(0) ?? '') ? undefined : []
    // A text whose own logger is not known to the quick reader may hold another stamp than its head.
    return times.stamp === times.outerStamp && ABSOLUTE.test(window.at(0) ?? '') ? undefined : [times]
  }
}

// 00:43:24   1650933804
const TIME = /\d:\d\d|\d{10}/
// 2022-04-26   1650933804
const ABSOLUTE = /(?:19|20)\d\d|\d{10}/

/** Scans of all surveys, with and without the sieve: each takes a megabyte, and a bundle has thousands of files. */
const scans = new Map<boolean, LineScan>()

function scanOf(sieve: boolean): LineScan {
  const known = scans.get(sieve)
  if (known !== undefined) return known
  const scanner = createScanner(ABSOLUTE_GATES, windowBytes(LINE_BYTES), MOST_ABSOLUTE)
  const scan = new LineScan(scanner, { sieve, lineBytes: LINE_BYTES })
  scans.set(sieve, scan)
  return scan
}

/** Gives the first lines, or (`sieve`) the first with an absolute stamp, until `isEnough`. */
function scanLines(bytes: Uint8Array, sieve: boolean, most: number, isEnough: (window: LineWindow) => boolean): void {
  const scan = scanOf(sieve)
  let lines = 0
  scan.begin(WHOLE, (window) => {
    if (isEnough(window) || ++lines === most) scan.stop()
  })
  scan.push(bytes)
  scan.finish()
}

/** Records of the first lines, or of the first lines with an absolute stamp. */
function sample(
  bytes: Uint8Array,
  parsers: Parsers,
  sieve: boolean,
  most: number,
  isEnough: (record: LogRecord) => boolean,
): readonly LogRecord[] {
  const records: LogRecord[] = []
  scanLines(bytes, sieve, most, (window) => {
    const read = recordsAt(window, parsers)
    records.push(...read)
    return read.some(isEnough)
  })
  return records
}

function recordsAt(window: LineWindow, parsers: Parsers): readonly LogRecord[] {
  const assembled = parsers.assemble(window)
  return assembled === undefined ? [] : parsers.readRecords(assembled, parsers.newContext())
}

/** The first absolute time; 0 if there is none. */
function firstAbsolute(stamps: readonly Stamps[]): number {
  return stamps.map(absoluteOf).find((us) => us !== 0) ?? 0
}

function absoluteOf({ stamp: own, outerStamp }: Stamps): number {
  for (const stamp of [own, outerStamp]) {
    const us = stamp === undefined ? 0 : absoluteUs(stamp)
    if (us !== 0) return us
  }
  return 0
}

/** The offset of three records or more, where all have the same. */
function agreed(all: readonly (number | undefined)[]): number | undefined {
  const offsets = all.filter((offset) => offset !== undefined)
  return offsets.length >= AGREEING && offsets.every((offset) => offset === offsets[0]) ? offsets[0] : undefined
}

const isPair = (stamps: Stamps): stamps is Required<Stamps> & { stamp: Stamp; outerStamp: Stamp } =>
  stamps.stamp !== undefined && stamps.outerStamp !== undefined && stamps.stamp !== stamps.outerStamp

function offsetOf(stamps: Stamps): number | undefined {
  const { stamp, outerStamp } = stamps
  if (stamp === undefined || outerStamp === undefined || stamp === outerStamp) return undefined
  return provenOffset(stamp, absoluteOf(stamps), outerStamp)
}

function yearlessOf({ stamp: own, outerStamp }: Stamps): CalendarStamp | undefined {
  return [own, outerStamp].find((stamp) => stamp?.kind === 'calendar' && stamp.year === 0) as CalendarStamp | undefined
}

// -- Logs begin at Mon 2022-04-25 08:05:13 UTC, end at Tue 2022-04-26 00:50:01 UTC. --
const END =
  /^-- (?:Logs begin|Journal begins) at .{1,60}, ends? at .*(20\d\d)[-/](\d\d)[-/](\d\d) (\d\d):(\d\d):(\d\d)/m

// -- Journal begins at Mon 2022-04-25 08:05:13 CEST. --
// Log file created at: 2022/04/26 00:43:24
const BEGIN =
  /^(?:-- (?:Logs begin|Journal begins) at|Log file created at:) .{0,8}(20\d\d)[-/](\d\d)[-/](\d\d) (\d\d):(\d\d):(\d\d)/m

// `systemctl status` above its journal lines:      Active: active (running) since Thu 2023-10-26 12:03:09 CEST; 2h 5min ago
const STATUS = /^[ \t]*Active: .{1,60} since [A-Z][a-z]{2} (20\d\d)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/m

const HEAD_BYTES = 4096

/** The last time that a header of journalctl names. */
const endTime = (bytes: Uint8Array): number => timeOf(END, bytes, HEAD_BYTES)

/** When a source begins, by its header. `minikube logs` prints the one of klog below a table of any length. */
const beginTime = (bytes: Uint8Array): number => timeOf(BEGIN, bytes, bytes.length)

/** Since when a unit runs; 0 where the head is no output of `systemctl status`. */
const statusTime = (bytes: Uint8Array): number => timeOf(STATUS, bytes, HEAD_BYTES)

function timeOf(pattern: RegExp, bytes: Uint8Array, length: number): number {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, length)).toString('latin1')
  const match = pattern.exec(head)
  if (match === null) return 0
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) * 1000
}
