import type { CalendarStamp } from '../../src/model/stamp.ts'
import { isDigit, skipDigits, twoDigits } from './scan.ts'

/** A value that was read and the index behind it. */
export interface Read<T> {
  readonly value: T
  readonly end: number
}

/**
 * Minutes east of UTC of abbreviations that name one offset only. `CST`, `IST`, `BST` and others have several meanings:
 * they are left to the offset that the node's own records prove.
 */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  JST: 540,
  KST: 540,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MDT: -360,
  MST: -420,
  PDT: -420,
  PST: -480,
}

/** `hh:mm:ss` with an optional fraction (`.` or `,`) at `at`, as microseconds since midnight. */
export function readClock(text: string, at: number): Read<number> | undefined {
  if (text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58) return undefined
  const hours = twoDigits(text, at)
  const minutes = twoDigits(text, at + 3)
  const seconds = twoDigits(text, at + 6)
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return undefined
  const us = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000
  const mark = text.charCodeAt(at + 8)
  if ((mark !== 46 && mark !== 44) || !isDigit(text.charCodeAt(at + 9))) return { value: us, end: at + 8 }
  const end = skipDigits(text, at + 9)
  return { value: us + fractionUs(text, at + 9, end), end }
}

/** `2022-04-26` or `2022/04/26`, then `T` or a blank, then a clock time and an optional zone (`Z`, `+08:00`, `+0800`, ` +0800 UTC`). */
export function readIsoStamp(text: string, at = 0): Read<CalendarStamp> | undefined {
  const mark = text.charCodeAt(at + 4)
  if ((mark !== 45 && mark !== 47) || text.charCodeAt(at + 7) !== mark) return undefined
  const separator = text.charCodeAt(at + 10)
  if (separator !== 84 && separator !== 32) return undefined
  const year = twoDigits(text, at) * 100 + twoDigits(text, at + 2)
  const month = twoDigits(text, at + 5)
  const day = twoDigits(text, at + 8)
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const clock = readClock(text, at + 11)
  if (clock === undefined) return undefined
  const zone = readOffset(text, clock.end)
  return { value: { kind: 'calendar', year, month, day, dayUs: clock.value, offsetMin: zone.value }, end: zone.end }
}

/** `Z`, `+08:00`, `-0500` or ` +0000 UTC` at `at`; without one the value is undefined and `end` is `at`. */
export function readOffset(text: string, at: number): Read<number | undefined> {
  if (text.charCodeAt(at) === 90) return { value: 0, end: at + 1 }
  const signAt = text.charCodeAt(at) === 32 ? at + 1 : at
  const sign = text.charCodeAt(signAt)
  if (sign !== 43 && sign !== 45) return { value: undefined, end: at }
  const hours = twoDigits(text, signAt + 1)
  const minutesAt = text.charCodeAt(signAt + 3) === 58 ? signAt + 4 : signAt + 3
  const minutes = twoDigits(text, minutesAt)
  if (hours < 0 || minutes < 0) return { value: undefined, end: at }
  return { value: (sign === 45 ? -1 : 1) * (hours * 60 + minutes), end: minutesAt + 2 }
}

/** Offset of a zone abbreviation; undefined for one that is unknown or means several zones. */
export function zoneOffset(name: string): number | undefined {
  return ZONES[name]
}

/** Digits from `at` to `end` as the fraction of a second, in microseconds. */
export function fractionUs(text: string, at: number, end: number): number {
  return Number(text.slice(at, Math.min(end, at + 6)).padEnd(6, '0'))
}
