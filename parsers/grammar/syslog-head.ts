import type { CalendarStamp } from '../../src/model/stamp.ts'
import { isKlogHead } from './klog.ts'
import { readMonth } from './months.ts'
import { skipBlanks, skipDigits } from './scan.ts'
import { readClock } from './stamps.ts'

/** Who wrote a line, between its time and its text: `HOST IDENT[PID]: `. */
export interface Sender {
  readonly host: string
  readonly ident: string
  readonly pid: string
  readonly textAt: number
}

/** Time of a journald short or RFC 3164 line. */
export interface ShortTime {
  readonly stamp: CalendarStamp
  /** A one-digit day is padded with a blank (syslog), not with a zero (journald). */
  readonly blankDay: boolean
  /** It has a fraction (short-precise). */
  readonly precise: boolean
  /** The month is English: what no locale but C and en prints. */
  readonly end: number
}

/** Longest identifier, and host name, that is looked for. */
const MAX_IDENT = 128
const MAX_HOST = 255

/** Reads `Apr 26 00:43:24`, `Apr  6 00:43:24.518165`, ` 5월 03 17:40:32` ... at `at`; no year, no zone. */
export function readShortTime(text: string, at = 0): ShortTime | undefined {
  const month = readMonth(text, at)
  if (month === undefined) return undefined
  const dayAt = skipBlanks(text, month.end)
  const dayEnd = skipDigits(text, dayAt)
  const day = Number(text.slice(dayAt, dayEnd))
  if (dayEnd === dayAt || dayEnd - dayAt > 2 || day < 1 || day > 31 || text.charCodeAt(dayEnd) !== 32) return undefined
  const clock = readClock(text, skipBlanks(text, dayEnd))
  if (clock === undefined) return undefined
  return {
    stamp: { kind: 'calendar', year: 0, month: month.value, day, dayUs: clock.value, offsetMin: undefined },
    blankDay: dayEnd - dayAt === 1,
    precise: clock.end - dayEnd > 9,
    end: clock.end,
  }
}

/**
 * Reads ` HOST IDENT[PID]: ` at `at` (the blank behind the time). The host may be absent (`--no-hostname`), the identifier
 * may hold blanks, dots, slashes and `]`, the process id may be absent.
 */
export function readSender(text: string, at: number): Sender | undefined {
  if (text.charCodeAt(at) !== 32) return undefined
  const from = at + 1
  const hostEnd = text.indexOf(' ', from)
  const first = hostEnd < 0 ? text.slice(from) : text.slice(from, hostEnd)
  if (first.endsWith(':'))
    return { host: '', ...readTag(first.slice(0, -1)), textAt: Math.min(from + first.length + 1, text.length) }
  if (hostEnd <= from || hostEnd - from > MAX_HOST || !isHost(first)) return undefined
  // 2022-04-26T00:43:24+00:00 name-of-a-stream {"message": ..
  if (isKlogWord(text, from) || isKlogWord(text, hostEnd + 1) || text.charCodeAt(hostEnd + 1) === 123) return undefined
  const colon = identEnd(text, hostEnd + 1)
  // 2024-02-07T02:49:40+00:00 node-a kubelet 24578 - -  E0207 02:49:40.739041   24578 a.go:72] "Failed to .." err="rpc error: ..
  if (colon > 0 && !isInText(text, hostEnd, colon)) {
    return { host: first, ...readTag(text.slice(hostEnd + 1, colon)), textAt: Math.min(colon + 2, text.length) }
  }
  return readColonless(text, first, hostEnd + 1)
}

// kubelet:  E0426 00:43:24.518120 ..   (a template that keeps the blank of the message behind the one of the tag)
/** Index of a logger's head that stands behind blanks at `at`; `at` itself where none does. */
export function behindBlanks(text: string, at: number): number {
  if (text.charCodeAt(at) !== 32) return at
  const head = skipBlanks(text, at)
  return isKlogHead(text, head) || text.startsWith('time="', head) ? head : at
}

/** What stands between `from` and a colon is no identifier: fields of RFC 5424 or a quotation are in it. */
export function isInText(text: string, from: number, colon: number): boolean {
  return text.lastIndexOf(' - ', colon) >= from || text.lastIndexOf('"', colon) >= from
}

/** A host name, address or Unicode name: anything without the marks of other formats (`[error]`, `key=`, quotes). */
function isHost(word: string): boolean {
  const first = word.charCodeAt(0)
  return first !== 91 && first !== 123 && first !== 34 && first !== 40 && !word.includes('=')
}

// E0418 09:12:33.123456    1187 remote_runtime.go:176] "..." behind a time, or a time and the name of a stream, stands the program's own line
const KLOG_HEAD = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d/

function isKlogWord(text: string, from: number): boolean {
  return text.charCodeAt(from + 5) === 32 && KLOG_HEAD.test(text.slice(from, from + 17))
}

/** Index of the `:` that ends the identifier: before a blank or at the end of the line; -1 if there is none near. */
function identEnd(text: string, from: number): number {
  const colon = text.indexOf(': ', from)
  if (colon > from && colon - from <= MAX_IDENT) return colon
  const last = text.length - 1
  return last > from && last - from <= MAX_IDENT && text.charCodeAt(last) === 58 ? last : -1
}

// Apr 26 00:43:21 node-a kubelet[812] text   (an RFC 5424 message written by a traditional template)
function readColonless(text: string, host: string, from: number): Sender | undefined {
  const end = text.indexOf('] ', from)
  const open = text.indexOf('[', from)
  if (end < 0 || open <= from || open > end || end - from > MAX_IDENT || skipDigits(text, open + 1) !== end)
    return undefined
  return { host, ident: text.slice(from, open), pid: text.slice(open + 1, end), textAt: end + 2 }
}

/** Identifier and process id of a tag, `kubelet[812]`; the id may be absent. */
export function readTag(tag: string): { ident: string; pid: string } {
  if (!tag.endsWith(']')) return { ident: tag, pid: '' }
  const open = tag.lastIndexOf('[')
  if (open < 0 || skipDigits(tag, open + 1) !== tag.length - 1) return { ident: tag, pid: '' }
  return { ident: tag.slice(0, open), pid: tag.slice(open + 1, -1) }
}

// 57 <30>1 ..: on a stream the length stands before a message (RFC 6587, octet counting)
const OCTET_COUNT = /^\d{1,6} (?=<\d{1,3}>)/

/** A syslog message as it went over a stream, without the length before it. */
export function withoutOctetCount(line: string): string {
  if (skipDigits(line, 0) === 0) return line
  const count = OCTET_COUNT.exec(line)
  return count === null ? line : line.slice(count[0].length)
}
