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
  readonly text: string
  readonly length: number
  /** Its bytes by fours, `0` where the digits of a clock time stand. */
  readonly words: Int32Array
  /** Of each four: 0xff for a byte that is always the same; 0x80 for a digit. */
  readonly fixed: Int32Array
  readonly digits: Int32Array
  /** The text's own time; undefined: it is no logger's. */
  readonly own: Clock | undefined
  readonly outer: Clock | undefined
}

const ANY_DIGIT = 48
/** Added to a byte of up to 9 it leaves the highest bit clear, to one of 10 to 127 not. */
const ABOVE_NINE = 0x76767676
/** Heads that are tried: the senders of a node, on one day. */
const MOST_HEADS = 32
const MOST_MET = 4096
/** Bytes behind a time of which its reader sees that they are no zone. */
const ZONE_BYTES = 6

/** Knows heads of lines by their bytes: a time is read without making a text of the line. */
export class KnownHeads {
  private readonly heads: KnownHead[] = []
  private view: DataView = new DataView(new ArrayBuffer(0))
  /** Heads that were met once: one is worth keeping at the second time. */
  private readonly met = new Set<string>()

  /** Times of line [start, end) of the buffer; undefined where its head is not known, or its digits are no time. */
  timesOf(buffer: Buffer, start: number, end: number): Times | undefined {
    if (this.view.buffer !== buffer.buffer || this.view.byteOffset !== buffer.byteOffset)
      this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
    for (const head of this.heads) {
      if (end - start < head.length || !isAt(head, this.view, start)) continue
      if (head.own !== undefined || !mayBeLogger(buffer, start + head.length)) return timesAt(head, buffer, start)
    }
    return undefined
  }

  /** Takes a line whose times were read from its text. */
  meet(line: string, times: Times): void {
    const head = headOf(line, times)
    if (head === undefined) return
    if (!this.met.has(head.text)) {
      if (this.met.size >= MOST_MET) this.met.clear()
      this.met.add(head.text)
      return
    }
    if (this.heads.some(({ text }) => text === head.text)) return
    this.heads.unshift(head)
    if (this.heads.length > MOST_HEADS) this.heads.pop()
  }
}

/** Whether the head stands at an index. Compared from the end: heads begin alike. */
function isAt({ words, fixed, digits }: KnownHead, view: DataView, at: number): boolean {
  if (at + words.length * 4 > view.byteLength) return false
  for (let i = words.length - 1; i >= 0; i--) {
    const other = view.getInt32(at + i * 4, true) ^ (words[i] ?? 0)
    if ((other & (fixed[i] ?? 0)) !== 0) return false
    // A digit and `0` differ by up to 9.
    if (((other | (other + ABOVE_NINE)) & (digits[i] ?? 0)) !== 0) return false
  }
  return true
}

/** Whether a text begins like one that is taken for a logger's: `time=` or `E0426`, blanks before it or not. */
function mayBeLogger(buffer: Buffer, at: number): boolean {
  const byte = buffer[at]
  if (byte === 32) return true
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
  const begin = isLogger ? textClock(line, head.textAt, stamp) : { own: undefined, end: head.textAt }
  if (begin === undefined || (head.shape !== 'bare' && outer === undefined)) return undefined
  const { own, end } = begin
  const bytes = Buffer.from(line.slice(0, end))
  if (bytes.length !== end) return undefined
  const fixed = new Uint8Array(end).fill(0xff)
  const digits = new Uint8Array(end)
  for (const at of digitsOf(outer, own)) {
    bytes[at] = ANY_DIGIT
    fixed[at] = 0
    digits[at] = 0x80
  }
  const text = bytes.toString('latin1')
  return { text, length: end, words: wordsOf(bytes), fixed: wordsOf(fixed), digits: wordsOf(digits), own, outer }
}

/** Bytes by fours, the last ones filled up with zeros. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const view = new DataView(new ArrayBuffer((bytes.length + 3) & ~3))
  for (const [at, byte] of bytes.entries()) view.setUint8(at, byte)
  return Int32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getInt32(i * 4, true))
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

/** Where the digits of clock times stand. */
function digitsOf(...clocks: readonly (Clock | undefined)[]): readonly number[] {
  return clocks.flatMap((clock) => {
    if (clock === undefined) return []
    // 00:43:24.518120
    const fraction = Array.from({ length: clock.fraction }, (_, i) => 9 + i)
    return [0, 1, 3, 4, 6, 7, ...fraction].map((at) => clock.at + at)
  })
}
