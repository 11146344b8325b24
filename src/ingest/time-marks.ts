import type { LineBytes, LineWindow } from '../model/line-window.ts'

// 00:43:24   1650933804
const MARK = /\d:\d\d:\d\d|\d{10}/g
const OWN_MARK = new RegExp(MARK.source)
/** Longest text that is a mark. */
const MARK_CHARS = 10
/** Reach of a record either way, as windows show it. */
const REACH_BYTES = 65_536
const REACH_LINES = 64

/**
 * Knows where a source has digits that may be a time: where there are none in reach of a line, its record has no time, and need not be put
 * together to know that. Most files of a bundle are no logs.
 */
export class TimeMarks {
  /** Offsets in the source between which all marks are known, and the marks. */
  private from = 0
  private to = 0
  private marks: number[] = []

  /** False where no record that holds the window's line can have a date or a time of day. */
  mayHaveTime(window: LineWindow): boolean {
    const { bytes } = window
    if (bytes === undefined) return true
    const start = bytes.startOf(0)
    // Where there are times they stand in most lines.
    if (OWN_MARK.test(bytes.buffer.latin1Slice(start, bytes.endOf(0)))) return true
    const origin = window.offsetOf(0) - start
    const low = origin + Math.max(0, start - REACH_BYTES)
    const high = origin + Math.min(bytes.limit, bytes.endOf(0) + REACH_BYTES)
    this.learn(bytes.buffer, origin, low, high, origin + bytes.limit)
    if (!this.hasMark(low, high)) return false
    return this.hasMark(origin + bytes.startOf(outermost(bytes, -1)), origin + bytes.endOf(outermost(bytes, 1)))
  }

  /** Learns the marks between two offsets of the source, and those on to the end of what is at hand. */
  private learn(buffer: Buffer, origin: number, low: number, high: number, end: number): void {
    if (low >= this.from && high <= this.to) return
    if (low < this.from || low > this.to) {
      this.from = low
      this.to = low
      this.marks = []
    }
    // A mark may begin before what is known ends.
    const at = Math.max(this.from, this.to - MARK_CHARS)
    const known = this.marks.at(-1) ?? -1
    for (const { index } of buffer.latin1Slice(at - origin, end - origin).matchAll(MARK)) {
      if (at + index > known) this.marks.push(at + index)
    }
    this.to = end
    this.marks = this.marks.filter((mark) => mark >= low)
    this.from = low
  }

  private hasMark(low: number, high: number): boolean {
    return this.marks.some((mark) => mark >= low && mark < high)
  }
}

/** The furthest line in reach, upwards (-1) or downwards (1). */
function outermost(bytes: LineBytes, step: 1 | -1): number {
  let rel = 0
  while (Math.abs(rel) < REACH_LINES && bytes.startOf(rel + step) >= 0) rel += step
  return rel
}
