/** Ids of a page and numbers of a word: a page takes 4 KiB. */
const PAGE_BITS = 10
const PAGE_IDS = 2 ** PAGE_BITS
const WORD_BITS = 5
/** Above every page of ids. */
const PAGES = 2 ** (31 - PAGE_BITS)

/** Counts distinct pairs of a row id and a small number: a bit for each, in pages of ids that are near each other. */
export interface DistinctPairs {
  /** True the first time a pair is seen; ids and numbers count from 1, and a pair with id 0 is never new. */
  readonly isNew: (id: number, number: number) => boolean
}

export function distinctPairs(): DistinctPairs {
  const pages = new Map<number, Int32Array>()
  let page: Int32Array = new Int32Array(0)
  let pageKey = -1
  return {
    isNew(id, number) {
      if (id === 0) return false
      const key = (number >>> WORD_BITS) * PAGES + (id >>> PAGE_BITS)
      if (key !== pageKey) {
        page = pages.get(key) ?? new Int32Array(PAGE_IDS)
        pages.set(key, page)
        pageKey = key
      }
      const at = id & (PAGE_IDS - 1)
      const seen = page[at] ?? 0
      // Of a shift only the last five bits of the number count.
      const bit = 1 << number
      if ((seen & bit) !== 0) return false
      page[at] = seen | bit
      return true
    },
  }
}
