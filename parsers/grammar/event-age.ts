import type { AgeStamp } from '../../src/model/stamp.ts'
import { skipBlanks } from './scan.ts'

/** How long ago an Event was seen, first and last, and how often. */
export interface EventAge {
  readonly last: AgeStamp | undefined
  readonly first: AgeStamp | undefined
  readonly count: number
  /** Index behind it. */
  readonly end: number
}

/** Microseconds of the units that kubectl prints (duration.HumanDuration): `3m1s`, `2d4h`, `1y30d`. */
const UNITS: Readonly<Record<string, number>> = { s: 1e6, m: 60e6, h: 3600e6, d: 86_400e6, y: 31_536_000e6 }

// 25m   3m1s   2d4h   <invalid>   <unknown>
const AGE = /(?:(?:\d{1,6}[smhdy]){1,4}|<invalid>|<unknown>)(?= |\t|$)/y

// (x12 over 30m)   (x3)   (x1836 over <invalid>)
const REPEAT = /\(x(\d{1,9})(?: over ((?:\d{1,6}[smhdy]){1,4}|<invalid>|<unknown>))?\)/y

/** Reads `25m`, `9m29s (x1836 over 44m)`, `<invalid>` at `at`; undefined where no age stands there. */
export function readEventAge(text: string, at: number): EventAge | undefined {
  AGE.lastIndex = at
  const last = AGE.exec(text)?.[0]
  if (last === undefined) return undefined
  const end = at + last.length
  REPEAT.lastIndex = skipBlanks(text, end)
  const repeat = REPEAT.exec(text)
  if (repeat === null) return { last: readAge(last), first: readAge(last), count: 1, end }
  const [all, count = '1', over = ''] = repeat
  return {
    last: readAge(last),
    first: readAge(over) ?? readAge(last),
    count: Math.max(1, Number(count)),
    end: repeat.index + all.length,
  }
}

/** `3m1s` as an age; undefined for `<invalid>`, `<unknown>` and anything else. */
export function readAge(text: string): AgeStamp | undefined {
  if (!/^(?:\d{1,6}[smhdy]){1,4}$/.test(text)) return undefined
  let us = 0
  for (const match of text.matchAll(/(\d+)([smhdy])/g)) us += Number(match[1]) * (UNITS[match[2] ?? 's'] ?? 0)
  return { kind: 'age', us }
}
