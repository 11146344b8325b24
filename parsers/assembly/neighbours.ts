import type { LineWindow } from '../../src/model/line-window.ts'
import { look, type Seen } from './line-kind.ts'
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
export function neighboursOf(window: LineWindow): Neighbours {
  const cache = new Map<number, Seen | undefined>()
  const seen = (rel: number): Seen | undefined => {
    const known = cache.get(rel)
    if (known !== undefined || cache.has(rel)) return known
    const line = window.at(rel)
    const value = line === undefined ? undefined : look(line)
    cache.set(rel, value)
    return value
  }
  return { seen, width: (rel) => wrapWidth(linesRound(window, rel)) }
}

function linesRound(window: LineWindow, rel: number): readonly string[] {
  return [...linesFrom(window, rel, -1), ...linesFrom(window, rel + 1, 1)]
}

function linesFrom(window: LineWindow, from: number, step: number): readonly string[] {
  const lines: string[] = []
  let chars = 0
  for (let n = 0; n < WIDTH_LINES; n++) {
    const line = window.at(from + n * step)
    chars += line?.length ?? 0
    if (line === undefined || chars > WIDTH_CHARS) break
    lines.push(line.trimEnd())
  }
  return lines
}
