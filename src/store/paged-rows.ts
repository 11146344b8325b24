import { newRowBlock, type RowBlock } from './row-block.ts'
import type { Spill } from './spill.ts'

/** Rows of one page: 1 MiB. */
export const PAGE_ROWS = 16_384

/** Pages that are in memory: 6 MiB. */
const KEPT_PAGES = 6

/** Rows at any place with bounded memory: what was not touched for longest is spilled. A page that nobody has changed is all 0. */
export interface PagedRows {
  /** Page `n`, to be read. It may be spilled, and then holds another page, when the next page is asked for. */
  readonly read: (n: number) => RowBlock
  /** The same, to be changed. */
  readonly change: (n: number) => RowBlock
}

interface Page {
  readonly block: RowBlock
  isChanged: boolean
}

/** `kept`: pages in memory, for tests. */
export function pagedRows(spill: Spill, kept: number = KEPT_PAGES): PagedRows {
  /** In order of last use. */
  const pages = new Map<number, Page>()
  const spilled = new Map<number, number>()
  let current = -1
  let page: Page | undefined

  const freed = (): RowBlock => {
    const [oldest] = pages
    if (pages.size < kept || oldest === undefined) return newRowBlock(PAGE_ROWS)
    const [n, { block, isChanged }] = oldest
    if (isChanged) spilled.set(n, spill.put(block.bytes, spilled.get(n)))
    pages.delete(n)
    return block
  }
  const open = (n: number): Page => {
    if (n === current && page !== undefined) return page
    let found = pages.get(n)
    if (found === undefined) {
      const block = freed()
      const key = spilled.get(n)
      if (key === undefined) block.bytes.fill(0)
      else spill.get(key, block.bytes)
      found = { block, isChanged: false }
    }
    pages.delete(n)
    pages.set(n, found)
    current = n
    page = found
    return found
  }
  return {
    read: (n) => open(n).block,
    change(n) {
      const found = open(n)
      found.isChanged = true
      return found.block
    },
  }
}
