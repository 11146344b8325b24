import type { RowBlock } from './row-block.ts'

/** What rows are in order of. */
export interface RowOrder {
  /** Whole number from 0 to below `buckets`, which decides first. */
  readonly bucketOf: (block: RowBlock, row: number) => number
  readonly buckets: number
  /** Order of two rows of one bucket; 0 only for a row and itself. */
  readonly compare: (a: RowBlock, i: number, b: RowBlock, j: number) => number
}

/**
 * Row numbers of the first rows of a block in order, written to the whole of `order`: they are dealt out to buckets, and those buckets sorted that
 * are not yet in order.
 */
export function putInOrder({ bucketOf, buckets, compare }: RowOrder, block: RowBlock, order: Int32Array): Int32Array {
  const rows = order.length
  const ends = new Int32Array(buckets + 1)
  for (let row = 0; row < rows; row += 1) ends[bucketOf(block, row)] = (ends[bucketOf(block, row)] ?? 0) + 1
  let sum = 0
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const count = ends[bucket] ?? 0
    ends[bucket] = sum
    sum += count
  }
  for (let row = 0; row < rows; row += 1) {
    const bucket = bucketOf(block, row)
    const at = ends[bucket] ?? 0
    order[at] = row
    ends[bucket] = at + 1
  }
  let from = 0
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const to = ends[bucket] ?? 0
    if (!isInOrder(compare, block, order, from, to))
      order.subarray(from, to).sort((i, j) => compare(block, i, block, j))
    from = to
  }
  return order
}

function isInOrder(
  compare: RowOrder['compare'],
  block: RowBlock,
  order: Int32Array,
  from: number,
  to: number,
): boolean {
  for (let at = from + 1; at < to; at += 1) {
    if (compare(block, order[at - 1] ?? 0, block, order[at] ?? 0) > 0) return false
  }
  return true
}
