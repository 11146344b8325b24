import type { LineWindow } from '../../src/model/line-window.ts'
import { look, type Seen } from './line-kind.ts'
import type { PeelLine } from './peel-line.ts'
import { type WrapWidth, wrapWidth } from './wrap.ts'

/**
 * A window guarantees 64 lines and 64 KiB either way. A record's lines and the lines that prove its wrap width must lie in
 * the windows of all its lines, so that each of them sees the same: together the bounds stay below that guarantee.
 */
export const MAX_LINES = 50
/** Longest text that is put together. */
export const MAX_TEXT: number = 40 * 1024
/** Lines and characters either side of a break from which the wrap width is read. */
const WIDTH_LINES = 12
const WIDTH_CHARS = 12 * 1024

/** The lines round a candidate, each looked at once. */
export interface Neighbours {
  /** undefined outside the window. */
  readonly seen: (rel: number) => Seen | undefined
  /** Wrap width of the lines round `rel`. */
  readonly width: (rel: number) => WrapWidth
}

/** Lazy view of a window. */
export function neighboursOf(window: LineWindow, peel: PeelLine): Neighbours {
  const cache = new Map<number, Seen | undefined>()
  const seen = (rel: number): Seen | undefined => {
    const known = cache.get(rel)
    if (known !== undefined || cache.has(rel)) return known
    const line = window.at(rel)
    const value = line === undefined ? undefined : lookAgain(line, peel)
    cache.set(rel, value)
    return value
  }
  const lengths = new Map<number, Lengths | undefined>()
  const lengthsOf = (rel: number): Lengths | undefined => {
    const known = lengths.get(rel)
    if (known !== undefined || lengths.has(rel)) return known
    const line = window.at(rel)
    const value = line === undefined ? undefined : { whole: line.length, trimmed: line.trimEnd().length }
    lengths.set(rel, value)
    return value
  }
  return {
    seen,
    width: (rel) => wrapWidth([...lengthsFrom(lengthsOf, rel, -1), ...lengthsFrom(lengthsOf, rel + 1, 1)]),
  }
}

/** Lines that were looked at last: neighbours of one record are neighbours of the next. Longer ones are not kept. */
const looked = new WeakMap<PeelLine, Map<string, Seen>>()
const MOST_LOOKED = 512
const KEPT_CHARS = 400

function lookAgain(line: string, peel: PeelLine): Seen {
  if (line.length > KEPT_CHARS) return look(line, peel)
  const kept = looked.get(peel) ?? new Map<string, Seen>()
  const known = kept.get(line)
  if (known !== undefined) return known
  const seen = look(line, peel)
  if (kept.size >= MOST_LOOKED) kept.clear()
  kept.set(line, seen)
  looked.set(peel, kept)
  return seen
}

/** Characters of a line, with and without blanks at its end. */
interface Lengths {
  readonly whole: number
  readonly trimmed: number
}

function lengthsFrom(lengthsOf: (rel: number) => Lengths | undefined, from: number, step: number): readonly number[] {
  const found: number[] = []
  let chars = 0
  for (let n = 0; n < WIDTH_LINES; n++) {
    const line = lengthsOf(from + n * step)
    chars += line?.whole ?? 0
    if (line === undefined || chars > WIDTH_CHARS) break
    found.push(line.trimmed)
  }
  return found
}
