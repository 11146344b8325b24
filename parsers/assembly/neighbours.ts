import type { LineWindow } from '../../src/model/line-window.ts'
import { look, type Seen } from './line-kind.ts'
import { type WrapWidth, wrapWidth } from './wrap.ts'

/** A record reaches at most this many lines and characters from its head. */
export const MAX_LINES = 64
const MAX_CHARS = 64 * 1024

/** Lines either side from which the wrap width is read. */
const WRAP_CONTEXT = 16

/** The lines round a candidate, each looked at once. */
export interface Neighbours {
  /** undefined outside the window. */
  readonly seen: (rel: number) => Seen | undefined
  /** Wrap width of the lines round `rel`. */
  readonly width: (rel: number) => WrapWidth
}

/** Lazy view of a window. */
export function neighboursOf(window: LineWindow): Neighbours {
  const cache = new Map<number, Seen | undefined>()
  const seen = (rel: number): Seen | undefined => {
    const known = cache.get(rel)
    if (known !== undefined || cache.has(rel)) return known
    const line = Math.abs(rel) > MAX_LINES ? undefined : window.at(rel)
    const value = line === undefined ? undefined : look(line)
    cache.set(rel, value)
    return value
  }
  return { seen, width: (rel) => wrapWidth(linesRound(window, rel)) }
}

function linesRound(window: LineWindow, rel: number): readonly string[] {
  const lines: string[] = []
  let chars = 0
  for (let at = rel - WRAP_CONTEXT; at <= rel + WRAP_CONTEXT && chars < MAX_CHARS; at++) {
    const line = Math.abs(at) > MAX_LINES ? undefined : window.at(at)
    if (line === undefined) continue
    lines.push(line.trimEnd())
    chars += line.length
  }
  return lines
}
