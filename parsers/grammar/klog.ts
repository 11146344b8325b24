import type { CalendarStamp } from '../../src/model/stamp.ts'
import type { Level } from '../../src/model/vocabulary.ts'

/** Header of a klog line, `Lmmdd hh:mm:ss.uuuuuu PPPPPPP file.go:NNN] ` (klog v1 to 2.140, glog); copies may lack the process id. */
export interface KlogHead {
  readonly level: Level
  /** Node-local time without zone; without year but for newer glog (`I20220426 ...`). */
  readonly stamp: CalendarStamp
  readonly pid: string
  /** `file.go:123` */
  readonly caller: string
  /** Index of the body behind `] `. */
  readonly bodyAt: number
}

const LEVELS: Readonly<Record<string, Level>> = { I: 'info', W: 'warning', E: 'error', F: 'fatal' }

/** Longest file name and line number between the process id and `]`. */
const MAX_CALLER = 96

/** True where a klog header starts at `from`. Looks at fixed columns only: cheap. */
export function isKlogHead(text: string, from = 0): boolean {
  const code = text.charCodeAt(from)
  if (code !== 73 && code !== 87 && code !== 69 && code !== 70) return false
  const clockAt = clockStart(text, from)
  return (
    clockAt > 0 &&
    text.charCodeAt(clockAt + 2) === 58 &&
    text.charCodeAt(clockAt + 5) === 58 &&
    text.charCodeAt(clockAt + 8) === 46
  )
}

/** Reads the header at `from`, or undefined. */
export function readKlogHead(text: string, from = 0): KlogHead | undefined {
  if (!isKlogHead(text, from)) return undefined
  const clockAt = clockStart(text, from)
  const level = LEVELS[text.charAt(from)]
  const dayUs = readClock(text, clockAt)
  const fractionEnd = skipDigits(text, clockAt + 9)
  const pidAt = skipBlanks(text, fractionEnd)
  const pidEnd = skipDigits(text, pidAt)
  if (pidAt > fractionEnd && text.charCodeAt(pidAt) === 34) return withoutCaller(text, from, clockAt, pidAt)
  const close = text.indexOf(']', pidEnd)
  if (level === undefined || dayUs < 0 || pidAt === fractionEnd || close < 0 || close - pidEnd > MAX_CALLER)
    return undefined
  const caller = text.slice(pidEnd, close).trim()
  const stamp = readKlogDate(text, from + 1, clockAt, dayUs)
  if (stamp === undefined || !isCaller(caller)) return undefined
  return {
    level,
    stamp,
    pid: text.slice(pidAt, pidEnd),
    caller,
    bodyAt: bodyStart(text, text.charCodeAt(close + 1) === 32 ? close + 2 : close + 1),
  }
}

// E0325 14:23:07.658397 "killPodWithSyncResult failed" err=".."
/** Copies may lack the process id and the caller: the quoted message stands behind the time. */
function withoutCaller(text: string, from: number, clockAt: number, bodyAt: number): KlogHead | undefined {
  const level = LEVELS[text.charAt(from)]
  const stamp = readKlogDate(text, from + 1, clockAt, readClock(text, clockAt))
  return level === undefined || stamp === undefined ? undefined : { level, stamp, pid: '', caller: '', bodyAt }
}

// E0426 10:58:07.165643 log.go:32]⏎  "StopPodSandbox from runtime service failed" err="..
/** A quoted message may stand on the next line, where a page broke the record behind its header. */
function bodyStart(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code !== 10 && code !== 32) return at
  let quote = at
  while (text.charCodeAt(quote) === 10 || text.charCodeAt(quote) === 32) quote++
  return text.charCodeAt(quote) === 34 ? quote : at
}

/** Index of `hh:mm:ss`, 0 if the columns before it are not those of a klog header. */
function clockStart(text: string, from: number): number {
  const dateEnd = skipDigits(text, from + 1)
  const digits = dateEnd - from - 1
  return (digits === 4 || digits === 8) && text.charCodeAt(dateEnd) === 32 ? dateEnd + 1 : 0
}

/** The date of a header, `0426` or `20220426`, from `at` on, with the time of day that stands at `clockAt`; undefined if there is no such day. */
export function readKlogDate(text: string, at: number, clockAt: number, dayUs: number): CalendarStamp | undefined {
  const monthAt = clockAt - 5
  const year = monthAt > at ? Number(text.slice(at, monthAt)) : 0
  const month = Number(text.slice(monthAt, monthAt + 2))
  const day = Number(text.slice(monthAt + 2, monthAt + 4))
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return { kind: 'calendar', year, month, day, dayUs, offsetMin: undefined }
}

/** `hh:mm:ss.uuuuuu` as microseconds since midnight; -1 if it is none. */
function readClock(text: string, at: number): number {
  const hours = Number(text.slice(at, at + 2))
  const minutes = Number(text.slice(at + 3, at + 5))
  const seconds = Number(text.slice(at + 6, at + 8))
  const fraction = text.slice(at + 9, Math.min(skipDigits(text, at + 9), at + 15))
  const us = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'))
  return Number.isNaN(us) ? -1 : us
}

function isCaller(text: string): boolean {
  const colon = text.lastIndexOf(':')
  return colon > 0 && colon < text.length - 1 && !text.includes(' ') && skipDigits(text, colon + 1) === text.length
}

function skipDigits(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
  return at
}

/** Copies through an editor have tabs for the padding of the process id. */
function skipBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at
}
