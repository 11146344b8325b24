import type { Database, Statement } from './sqlite.ts'

/**
 * Values per INSERT. Measured: rows of eight integers cost 0.83 us each one by one, 0.43-0.52 us at 10 to 100 a statement; rows of two
 * 0.31 us at 50, 0.25 us at 200.
 */
const VALUES = 640

/** Inserts rows, many at a time. */
export interface BulkInsert {
  /** Takes one row; the array may be used again by the caller. */
  readonly put: (row: readonly (number | string)[]) => void
  /** How many rows were written: those that were ignored are left out. */
  readonly written: () => number
  /** Writes the rows that still wait. */
  readonly flush: () => void
}

/** `into`: the statement up to VALUES, as in `INSERT INTO t (a, b)`; every row has `width` values. */
export function bulkInsert(db: Database, into: string, width: number): BulkInsert {
  const rows = Math.max(1, Math.floor(VALUES / width))
  const row = `(?${', ?'.repeat(width - 1)})`
  // Prepared at the first need: a small case has none.
  let many: Statement | undefined
  const one = db.prepare(`${into} VALUES ${row}`)
  const waiting = new Array<number | string>(rows * width).fill(0)
  let filled = 0
  let written = 0
  return {
    put(values) {
      for (let index = 0; index < width; index += 1) waiting[filled + index] = values[index] ?? 0
      filled += width
      if (filled < waiting.length) return
      many ??= db.prepare(`${into} VALUES ${row}${`, ${row}`.repeat(rows - 1)}`)
      written += many.run(...waiting).changes
      filled = 0
    },
    written: () => written,
    flush() {
      for (let at = 0; at < filled; at += width) written += one.run(...waiting.slice(at, at + width)).changes
      filled = 0
    },
  }
}
