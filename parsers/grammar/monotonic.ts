import type { MonotonicStamp } from '../../src/model/stamp.ts'
import { skipBlanks, skipDigits } from './scan.ts'
import { fractionUs, type Read } from './stamps.ts'

/** Longest text in the brackets (`[    6.500000 <    1.500000 >]`). */
const MAX_BRACKETS = 48

/** `[    6.500000]` of journalctl short-monotonic, short-delta and dmesg: microseconds since boot. */
export function readMonotonic(text: string): Read<MonotonicStamp> | undefined {
  if (text.charCodeAt(0) !== 91) return undefined
  const from = skipBlanks(text, 1)
  const dot = skipDigits(text, from)
  const end = skipDigits(text, dot + 1)
  const close = text.indexOf(']', end)
  if (dot === from || text.charCodeAt(dot) !== 46 || end === dot + 1 || close < 0 || close > MAX_BRACKETS)
    return undefined
  if (close !== end && !text.startsWith(' <', end)) return undefined
  const us = Number(text.slice(from, dot)) * 1_000_000 + fractionUs(text, dot + 1, end)
  return { value: { kind: 'monotonic', us }, end: close + 1 }
}
