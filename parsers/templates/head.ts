import type { CalendarStamp, Stamp } from '../../src/model/stamp.ts'
import { isDigit, twoDigits } from '../grammar/scan.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { behindBlanks, isInText, readShortTime } from '../grammar/syslog-head.ts'

/**
 * How the time in front of a line is written: `bare` = there is none, the text begins at once; `short` = `Apr 26 00:43:24`;
 * `precise` = the same with six decimals; `iso` = `2022-04-26T00:43:24` with or without decimals.
 */
export type Shape = 'bare' | 'short' | 'precise' | 'iso'

/** The head of a line, by its marks alone: `STAMP[ZONE] HOST IDENT[PID]: TEXT`. */
export interface Head {
  readonly shape: Shape
  /** Index behind the time's digits. */
  readonly stampEnd: number
  /** Index of the blank before the sender. */
  readonly senderAt: number
  readonly textAt: number
}

/** Stamps of a line: its own, and that of its transport. */
export interface Times {
  readonly stamp: Stamp
  readonly outerStamp: Stamp | undefined
}

/** Longest zone, host and identifier together. */
const MAX_SENDER = 200

/** `0426 00:43:24.518120` behind the letter of a klog head. */
export const KLOG_TIME = 20

/** Finds the head of a line; undefined where it is none of the frequent ones. */
export function findHead(line: string): Head | undefined {
  if (isTextStart(line, 0)) return BARE
  if (isShort(line)) {
    const precise = line.charCodeAt(15) === 46
    return precise && !isDigits(line, 16, 22) ? undefined : withSender(line, precise ? 'precise' : 'short')
  }
  return isDigit(line.charCodeAt(0)) && isIso(line, 0) && !isOfCi(line) ? withSender(line, 'iso') : undefined
}

// 2022-04-26T00:43:24.1234567Z text     2022-04-26T00:43:24.518165Z 01O text
/** The time of a CI log stands before a whole line, not before a sender. */
function isOfCi(line: string): boolean {
  const stream = line.charCodeAt(30)
  return line.charCodeAt(27) === 90 || (line.charCodeAt(26) === 90 && (stream === 79 || stream === 69))
}

const BARE: Head = { shape: 'bare', stampEnd: 0, senderAt: 0, textAt: 0 }

function withSender(line: string, shape: Shape): Head | undefined {
  const stampEnd = shape === 'iso' ? isoEnd(line, 0) : shape === 'short' ? 15 : 22
  const senderAt = shape === 'iso' ? line.indexOf(' ', stampEnd) : stampEnd
  if (senderAt < 0 || senderAt > stampEnd + 8 || line.charCodeAt(senderAt) !== 32) return undefined
  const colon = line.indexOf(': ', senderAt)
  if (colon < 0 || colon > senderAt + MAX_SENDER || isInText(line, senderAt, colon)) return undefined
  const textAt = colon + 2
  return behindBlanks(line, textAt) === textAt ? { shape, stampEnd, senderAt, textAt } : undefined
}

/** True where the text of a klog record or of a logrus record with its time begins. */
export function isTextStart(line: string, at: number): boolean {
  const code = line.charCodeAt(at)
  if (code === 116) return line.startsWith('time="', at) && isIso(line, at + 6)
  return (code === 69 || code === 73 || code === 87 || code === 70) && isKlogTime(line, at + 1)
}

// 0426 00:43:24.518120
function isKlogTime(line: string, at: number): boolean {
  return (
    line.charCodeAt(at + 4) === 32 &&
    line.charCodeAt(at + 7) === 58 &&
    line.charCodeAt(at + 10) === 58 &&
    line.charCodeAt(at + 13) === 46 &&
    line.charCodeAt(at + 20) === 32 &&
    isDigits(line, at, at + 4) &&
    isDigits(line, at + 5, at + 7) &&
    isDigits(line, at + 8, at + 10) &&
    isDigits(line, at + 11, at + 13) &&
    isDigits(line, at + 14, at + 20)
  )
}

// Apr 26 00:43:24
function isShort(line: string): boolean {
  return (
    line.charCodeAt(3) === 32 &&
    line.charCodeAt(6) === 32 &&
    line.charCodeAt(9) === 58 &&
    line.charCodeAt(12) === 58 &&
    isDigits(line, 4, 6) &&
    isDigits(line, 7, 9) &&
    isDigits(line, 10, 12) &&
    isDigits(line, 13, 15)
  )
}

// 2022-04-26T00:43:24
function isIso(line: string, at: number): boolean {
  return (
    line.charCodeAt(at + 4) === 45 &&
    line.charCodeAt(at + 7) === 45 &&
    line.charCodeAt(at + 10) === 84 &&
    line.charCodeAt(at + 13) === 58 &&
    line.charCodeAt(at + 16) === 58 &&
    isDigits(line, at, at + 4) &&
    isDigits(line, at + 5, at + 7) &&
    isDigits(line, at + 8, at + 10) &&
    isDigits(line, at + 11, at + 13) &&
    isDigits(line, at + 14, at + 16) &&
    isDigits(line, at + 17, at + 19)
  )
}

/** Index behind seconds or their fraction. */
export function isoEnd(line: string, at: number): number {
  let end = at + 19
  if (line.charCodeAt(end) !== 46 || !isDigit(line.charCodeAt(end + 1))) return end
  end += 2
  while (end < at + 29 && isDigit(line.charCodeAt(end))) end++
  return end
}

function isDigits(line: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isDigit(line.charCodeAt(at))) return false
  return true
}

/** Reads the times of heads; that of the line before is kept, because many lines share a second. */
export class StampReader {
  private lastText = '-'
  private lastStamp: CalendarStamp | undefined

  /** Time of a head, as its transport reads it; undefined where the digits are no time. */
  head(line: string, shape: Shape): CalendarStamp | undefined {
    if (shape === 'iso') return readIsoStamp(line)?.value
    if (shape === 'precise') return readShortTime(line)?.stamp
    if (!line.startsWith(this.lastText)) {
      this.lastText = line.slice(0, 15)
      this.lastStamp = readShortTime(line)?.stamp
    }
    return this.lastStamp
  }
}

/** Time of a klog head at its month, node-local, without year; undefined where the digits are no date. */
export function klogStamp(line: string, at: number): CalendarStamp | undefined {
  const month = twoDigits(line, at)
  const day = twoDigits(line, at + 2)
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const seconds = (twoDigits(line, at + 5) * 60 + twoDigits(line, at + 8)) * 60 + twoDigits(line, at + 11)
  const us = (twoDigits(line, at + 14) * 100 + twoDigits(line, at + 16)) * 100 + twoDigits(line, at + 18)
  return { kind: 'calendar', year: 0, month, day, dayUs: seconds * 1_000_000 + us, offsetMin: undefined }
}

/** Time of a klog or logrus text that begins at `at`. */
export function textStamp(line: string, at: number): CalendarStamp | undefined {
  if (line.charCodeAt(at) !== 116) return klogStamp(line, at + 1)
  // time="2022-04-26T00:43:24.518120000Z"
  return readIsoStamp(line, at + 'time="'.length)?.value
}
