import type { CalendarStamp } from '../../src/model/stamp.ts'
import { isDigit, skipDigits } from '../grammar/scan.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { findHead, isTextStart, KLOG_TIME, type Times } from './head.ts'

/** A clock time in a line: index of its hours, digits of its fraction, and a stamp of the same date and zone. */
interface Clock {
  readonly at: number
  readonly fraction: number
  readonly stamp: CalendarStamp
}

/** A head of lines, with the beginning of a logger's text: lines that have it differ in the digits of clock times only. */
interface KnownHead {
  /** Its bytes; `ANY_DIGIT` where the digits of a clock time stand. */
  readonly bytes: Uint8Array
  /** The text's own time; undefined: it is no logger's. */
  readonly own: Clock | undefined
  readonly outer: Clock | undefined
}

const ANY_DIGIT = 0
/** Heads that are tried: the senders of a node, on one day. */
const MOST_HEADS = 32
const MOST_MET = 4096
/** Bytes behind a time of which its reader sees that they are no zone. */
const ZONE_BYTES = 6

/** Knows heads of lines by their bytes: a time is read without making a text of the line. */
export class KnownHeads {
  private readonly heads: KnownHead[] = []
  /** Heads that were met once: one is worth keeping at the second time. */
  private readonly met = new Set<string>()

  /** Times of line [start, end) of the buffer; undefined where its head is not known, or its digits are no time. */
  timesOf(buffer: Buffer, start: number, end: number): Times | undefined {
    for (const head of this.heads) if (isHeadOf(head, buffer, start, end)) return timesAt(head, buffer, start)
    return undefined
  }

  /** Takes a line whose times were read from its text. */
  meet(line: string, times: Times): void {
    const head = headOf(line, times)
    if (head === undefined) return
    const key = Buffer.from(head.bytes).toString('latin1')
    if (!this.met.has(key)) {
      if (this.met.size >= MOST_MET) this.met.clear()
      this.met.add(key)
      return
    }
    this.heads.unshift(head)
    if (this.heads.length > MOST_HEADS) this.heads.pop()
  }
}

/** Compared from the end: heads begin alike. */
function isHeadOf({ bytes, own }: KnownHead, buffer: Buffer, start: number, end: number): boolean {
  const { length } = bytes
  if (end - start < length || (own === undefined && mayBeLogger(buffer, start + length))) return false
  for (let i = length - 1; i >= 0; i--) {
    const expected = bytes[i] ?? 0
    const byte = buffer[start + i] ?? 0
    if (expected === ANY_DIGIT ? !isDigit(byte) : byte !== expected) return false
  }
  return true
}

/** Whether a text begins like one that `isTextStart` takes for a logger's: `time=` or `E0426`. */
function mayBeLogger(buffer: Buffer, at: number): boolean {
  const byte = buffer[at]
  if (byte === 116) return buffer[at + 1] === 105
  return (byte === 69 || byte === 73 || byte === 87 || byte === 70) && isDigit(buffer[at + 1] ?? 0)
}

function timesAt({ own, outer }: KnownHead, buffer: Buffer, start: number): Times | undefined {
  const outerStamp = outer === undefined ? undefined : stampAt(outer, buffer, start)
  const stamp = own === undefined ? outerStamp : stampAt(own, buffer, start)
  if (stamp === undefined || (outer !== undefined && outerStamp === undefined)) return undefined
  return { stamp, outerStamp }
}

function stampAt({ at, fraction, stamp }: Clock, buffer: Buffer, start: number): CalendarStamp | undefined {
  const from = start + at
  const hours = two(buffer, from)
  const minutes = two(buffer, from + 3)
  const seconds = two(buffer, from + 6)
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  let us = (hours * 60 + minutes) * 60 + seconds
  for (let i = 0; i < 6; i++) us = us * 10 + (i < fraction ? (buffer[from + 9 + i] ?? 0) - 48 : 0)
  const { kind, year, month, day, offsetMin } = stamp
  return { kind, year, month, day, dayUs: us, offsetMin }
}

const two = (buffer: Buffer, at: number): number => ((buffer[at] ?? 0) - 48) * 10 + (buffer[at + 1] ?? 0) - 48

/** The head of a line; undefined where more than its first bytes decides how it is read. */
function headOf(line: string, { stamp, outerStamp }: Times): KnownHead | undefined {
  const head = findHead(line)
  if (head === undefined) return undefined
  const outer = head.shape === 'bare' ? undefined : clockOf(line, head.shape === 'iso' ? 11 : 7, outerStamp)
  const isLogger = isTextStart(line, head.textAt)
  const text = isLogger ? textClock(line, head.textAt, stamp) : { own: undefined, end: head.textAt }
  if (text === undefined || (head.shape !== 'bare' && outer === undefined)) return undefined
  const { own, end } = text
  const bytes = bytesOf(line, end)
  for (const clock of [outer, own]) if (clock !== undefined) markDigits(bytes, clock)
  return bytes.length === end && bytes.every((byte) => byte < 128) ? { bytes, own, outer } : undefined
}

function textClock(
  line: string,
  textAt: number,
  stamp: Times['stamp'],
): { readonly own: Clock; readonly end: number } | undefined {
  // I0426 00:43:24.518120    1205 ...   time="2022-04-26T00:43:24.518120000Z" level=...
  const isKlog = line.charCodeAt(textAt) !== 116
  const own = clockOf(line, textAt + (isKlog ? 6 : 17), stamp)
  const end = isKlog ? textAt + KLOG_TIME + 2 : (readIsoStamp(line, textAt + 6)?.end ?? line.length) + ZONE_BYTES
  return own === undefined || end > line.length ? undefined : { own, end }
}

function clockOf(line: string, at: number, stamp: Times['stamp'] | undefined): Clock | undefined {
  if (stamp?.kind !== 'calendar') return undefined
  const mark = line.charCodeAt(at + 8)
  const hasFraction = (mark === 46 || mark === 44) && isDigit(line.charCodeAt(at + 9))
  return { at, fraction: hasFraction ? skipDigits(line, at + 9) - at - 9 : 0, stamp }
}

/** Codes of the first characters; none where one is no ASCII character or marks digits. */
function bytesOf(line: string, end: number): Uint8Array {
  const bytes = new Uint8Array(end)
  for (let i = 0; i < end; i++) {
    const code = line.charCodeAt(i)
    if (code === ANY_DIGIT || code > 127) return new Uint8Array(0)
    bytes[i] = code
  }
  return bytes
}

// 00:43:24.518120
function markDigits(bytes: Uint8Array, { at, fraction }: Clock): void {
  for (const i of [0, 1, 3, 4, 6, 7]) bytes[at + i] = ANY_DIGIT
  if (fraction > 0) bytes.fill(ANY_DIGIT, at + 9, at + 9 + fraction)
}
