import { newRowBlock, type RowBlock, rowBytes } from './row-block.ts'
import type { Spill } from './spill.ts'

/** Rows of a page: 1 MiB. */
export const PAGE_ROWS = 16_384

/** Where a row stands. */
export interface RowPlace {
  readonly block: RowBlock
  readonly row: number
}

/** All rows in order; the row must not be kept. */
export function eachRow(rows: RowList, see: (block: RowBlock, row: number) => void): void {
  for (let page = 0; page < rows.pages(); page += 1) {
    const block = rows.read(page)
    for (let row = 0; row < rows.count(page); row += 1) see(block, row)
  }
}

/** Rows in the order in which they came, in bounded memory: full pages of them are spilled. */
export interface RowList {
  /** Where the next row is to be written, before it is asked again; every number that is read later has to be. */
  readonly next: () => RowPlace
  /** How many pages there are, and how many rows page `n` has: PAGE_ROWS, or less in the last. */
  readonly pages: () => number
  readonly count: (n: number) => number
  /** Page `n`, until the next is read; what is changed in it is gone then. */
  readonly read: (n: number) => RowBlock
}

export function rowList(spill: Spill): RowList {
  const last = { block: newRowBlock(0), row: -1 }
  const keys: number[] = []
  let page = newRowBlock(0)
  const count = (n: number): number => (n < keys.length ? PAGE_ROWS : last.row + 1)
  return {
    next() {
      if (last.row < 0) last.block = newRowBlock(PAGE_ROWS)
      last.row += 1
      if (last.row === PAGE_ROWS) {
        keys.push(spill.put(last.block.bytes))
        last.row = 0
      }
      return last
    },
    pages: () => (last.row < 0 ? 0 : keys.length + 1),
    count,
    read(n) {
      if (page.bytes.length === 0) page = newRowBlock(PAGE_ROWS)
      const key = keys[n]
      if (key === undefined) page.bytes.set(rowBytes(last.block, count(n)))
      else spill.get(key, page.bytes)
      return page
    },
  }
}
