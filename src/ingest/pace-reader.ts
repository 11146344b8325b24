import type { Around } from '../intake/index.ts'
import type { LineWindow } from '../model/line-window.ts'
import { addGap, addStep, addTime, type Pace } from './pace.ts'
import { MOST_UNDATED, NEIGHBOURHOOD_BYTES, NEIGHBOURS, SHORTEST_US, TIMES_NEIGHBOURS } from './silence-bounds.ts'

/** A dated line: its time in microseconds and the offset at which it starts. */
interface Dated {
  readonly us: number
  readonly offset: number
}

/** Follows a source from sample to sample; where one step is much longer than its neighbours it finds the two lines between which it lies. */
export class PaceReader {
  private readonly pace: Pace
  /** Time of the line in a window; 0 = it has none. */
  private readonly timeOf: (window: LineWindow) => number
  private last: Dated | undefined
  private recent: number[] = []

  constructor(pace: Pace, timeOf: (window: LineWindow) => number) {
    this.pace = pace
    this.timeOf = timeOf
  }

  /** Takes a sampled line with its time. `isOwn`: false for the sample before the span, from which its first step is measured. */
  take(us: number, offset: number, isOwn: boolean, window: LineWindow, around: Around): void {
    const last = this.last
    this.last = { us, offset }
    if (!isOwn) return
    if (last !== undefined) this.step(last, this.last, window, around)
    addTime(this.pace, us)
  }

  /** Takes a record that is no line. `quietFromUs`: time of the record directly before it; 0 = not known. */
  takeRecord(us: number, quietFromUs: number, line: number, byteOffset: number): void {
    if (this.last !== undefined) addStep(this.pace, Math.abs(us - this.last.us))
    if (quietFromUs !== 0) {
      addTime(this.pace, quietFromUs)
      this.gap({ us: quietFromUs, offset: byteOffset }, { us, offset: byteOffset }, line)
    }
    this.last = { us, offset: byteOffset }
    addTime(this.pace, us)
  }

  /** What comes next is timed by another clock than what was. */
  breakOff(): void {
    this.last = undefined
  }

  private step(last: Dated, next: Dated, window: LineWindow, around: Around): void {
    const length = Math.abs(next.us - last.us)
    if (Math.floor(last.offset / NEIGHBOURHOOD_BYTES) !== Math.floor(next.offset / NEIGHBOURHOOD_BYTES))
      this.recent = []
    addStep(this.pace, length)
    if (length >= SHORTEST_US && this.isUnusual(length)) this.narrow(last, next, window, around)
    this.recent.push(length)
    if (this.recent.length > NEIGHBOURS) this.recent.shift()
  }

  private isUnusual(length: number): boolean {
    if (this.recent.length < NEIGHBOURS) return true
    const usual = this.recent.toSorted((a, b) => a - b)[NEIGHBOURS >> 1] ?? 0
    return length > TIMES_NEIGHBOURS * usual
  }

  /** Halves the lines between two samples, towards the longer time, down to two neighbours. */
  private narrow(last: Dated, next: Dated, window: LineWindow, around: Around): void {
    let low = last
    let high = next
    for (;;) {
      const middle = this.between(low, high, window, around)
      if (middle === 'lost') return
      if (middle === undefined) break
      const { first, dated } = middle
      if (Math.abs(dated.us - low.us) >= Math.abs(high.us - dated.us)) high = { us: dated.us, offset: first }
      else low = dated
      if (Math.abs(high.us - low.us) < SHORTEST_US) return
    }
    if (around.moveTo(low.offset)) this.gap(low, high, around.lineAt(low.offset))
    else if (around.moveTo(high.offset)) this.gap(low, high, around.lineAt(high.offset))
  }

  /**
   * The dated line in the middle of two, and the first of the undated ones directly before it that were met; undefined where no line is
   * between them, 'lost' where they are not at hand or cannot be dated.
   */
  private between(
    low: Dated,
    high: Dated,
    window: LineWindow,
    around: Around,
  ): { readonly first: number; readonly dated: Dated } | undefined | 'lost' {
    if (!around.moveTo(Math.floor((low.offset + high.offset) / 2))) return 'lost'
    if (window.offsetOf(0) <= low.offset && !moveDown(window, around)) return 'lost'
    const first = window.offsetOf(0)
    for (let undated = 0; window.offsetOf(0) < high.offset; undated++) {
      const us = this.timeOf(window)
      if (us !== 0) return { first, dated: { us, offset: window.offsetOf(0) } }
      if (undated === MOST_UNDATED || !moveDown(window, around)) return 'lost'
    }
    // Only undated lines stand between the middle and `high`: what is above them remains.
    return first >= high.offset ? undefined : this.between(low, { us: high.us, offset: first }, window, around)
  }

  private gap(before: Dated, after: Dated, line: number): void {
    const fromUs = Math.min(before.us, after.us)
    const toUs = Math.max(before.us, after.us)
    addGap(this.pace, { fromUs, toUs, line, byteOffset: before.offset }, after.us > before.us ? 'later' : 'earlier')
  }
}

function moveDown(window: LineWindow, around: Around): boolean {
  return window.at(1) !== undefined && around.moveTo(window.offsetOf(1))
}
