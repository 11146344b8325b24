import type { Spill } from './spill.ts'

/** Rows of a range that wait in memory before they are spilled together: 16 KiB of four numbers each. There is a range for some ten thousand failures. */
const WAITING_ROWS = 512

/**
 * Rows of numbers that come in any order of their places and are wanted by place. They are dealt out to ranges of places; of each range the
 * last rows wait in memory, so that every row is spilled and read back once, whatever the order.
 */
export interface DealtRows {
  /** Takes a row; the first number is its place, a whole number from 0. */
  readonly put: (row: readonly number[]) => void
  /** How many ranges there are up to the last place. */
  readonly ranges: () => number
  /** Rows of range `n` as they came: the numbers of each stand from `at` on. Nothing may be put meanwhile. */
  readonly each: (n: number, see: (numbers: Float64Array, at: number) => void) => void
}

interface Range {
  readonly waiting: Float64Array
  filled: number
  readonly keys: number[]
}

/** `places`: how many places a range has; `width`: numbers of a row. */
export function dealtRows(spill: Spill, places: number, width: number): DealtRows {
  const ranges: (Range | undefined)[] = []
  const room = WAITING_ROWS * width
  let buffer = new Float64Array(0)

  const seeAll = (numbers: Float64Array, end: number, see: (numbers: Float64Array, at: number) => void): void => {
    for (let at = 0; at < end; at += width) see(numbers, at)
  }
  return {
    put(row) {
      const n = Math.floor((row[0] ?? 0) / places)
      let range = ranges[n]
      if (range === undefined) {
        range = { waiting: new Float64Array(room), filled: 0, keys: [] }
        ranges[n] = range
      }
      const { waiting } = range
      for (let number = 0; number < width; number += 1) waiting[range.filled + number] = row[number] ?? 0
      range.filled += width
      if (range.filled < room) return
      range.keys.push(spill.put(new Uint8Array(waiting.buffer)))
      range.filled = 0
    },
    ranges: () => ranges.length,
    each(n, see) {
      const range = ranges[n]
      if (range === undefined) return
      if (range.keys.length > 0 && buffer.length < room) buffer = new Float64Array(room)
      const bytes = new Uint8Array(buffer.buffer)
      for (const key of range.keys) {
        spill.get(key, bytes)
        seeAll(buffer, room, see)
      }
      seeAll(range.waiting, range.filled, see)
    },
  }
}
