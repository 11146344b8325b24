import type { LineWindow } from '../model/line-window.ts'

const DAY_US = 86_400_000_000
/** Between two records of one log that were written one after the other lies less, unless a clock was set or the log was idle. */
const FAR_US = 180 * DAY_US
/** Before the first Kubernetes and after the last time of 32 bits. */
const EARLIEST_US = Date.UTC(2014, 0, 1) * 1000
const LATEST_US = Date.UTC(2038, 0, 1) * 1000
/** Dated lines that are looked at on either side, and lines that are passed for them. */
const NEIGHBOURS = 8
const REACH = 32

/** Whether a time is so far from the one before it (0 = there is none) that its neighbours should be asked. */
export function isFar(us: number, lastUs: number): boolean {
  if (us === 0) return false
  return lastUs === 0 ? us < EARLIEST_US || us > LATEST_US : Math.abs(us - lastUs) > FAR_US
}

/**
 * Whether the time of the record in lines `from` to `to` (as `window` counts them) is damaged: no line near it has a time near to it, and those before
 * and after it are near to one another. A clock that was set, a log that was idle for long and lines of a second machine have a neighbour at
 * their side. `timeOf` gives the time of the line at a window, 0 = none.
 */
export function isDamaged(
  us: number,
  window: LineWindow,
  lines: { readonly from: number; readonly to: number },
  timeOf: (window: LineWindow) => number,
): boolean {
  const before = timesFrom(window, lines.from - window.line - 1, -1, timeOf)
  const after = timesFrom(window, lines.to - window.line + 1, 1, timeOf)
  const [last, next] = [before[0], after[0]]
  if (last === undefined || next === undefined || Math.abs(next - last) > FAR_US) return false
  return [...before, ...after].every((other) => Math.abs(other - us) > FAR_US)
}

/** Times of the nearest dated lines in one direction. */
function timesFrom(
  window: LineWindow,
  rel: number,
  step: 1 | -1,
  timeOf: (window: LineWindow) => number,
): readonly number[] {
  const times: number[] = []
  for (let i = 0; i < REACH && times.length < NEIGHBOURS; i++) {
    const shifted = new ShiftedWindow(window, rel + i * step)
    if (shifted.at(0) === undefined) break
    const us = timeOf(shifted)
    if (us !== 0) times.push(us)
  }
  return times
}

/** A window seen from another of its lines. */
class ShiftedWindow implements LineWindow {
  private readonly window: LineWindow
  private readonly by: number

  constructor(window: LineWindow, by: number) {
    this.window = window
    this.by = by
  }

  get line(): number {
    return this.window.line + this.by
  }

  readonly at = (rel: number): string | undefined => this.window.at(rel + this.by)

  readonly offsetOf = (rel: number): number => this.window.offsetOf(rel + this.by)
}
