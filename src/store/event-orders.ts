import { intOf, type RowBlock, realOf } from './row-block.ts'
import type { RowOrder } from './row-order.ts'
import type { TextRanks } from './text-ranks.ts'

/** Where the numbers of an event stand in its row: the reals, then the whole numbers behind them. */
export const REAL = { time: 0, lastSpan: 1, byteOffset: 2 } as const
export const INT = {
  id: 6,
  /** Rank of the source's path. */
  source: 7,
  line: 8,
  ord: 9,
  repeatN: 10,
  /** Row ids, resolved. */
  node: 11,
  signature: 12,
  sandbox: 13,
  pod: 14,
  attempt: 15,
} as const

/** The orders in which the joins read events, as rows of numbers. */
export interface EventOrders {
  /** By pod (by sandbox id where it has no name), node, time, source, place. */
  readonly named: RowOrder
  /** By node, time, source, place. */
  readonly loose: RowOrder
}

export function eventOrders(ranks: TextRanks): EventOrders {
  const { node: nodeRanks, pod: podRanks, isNamed } = ranks
  const nodeOf = (block: RowBlock, row: number): number => nodeRanks[intOf(block, row, INT.node)] ?? 0
  const podOf = (block: RowBlock, row: number): number => podRanks[intOf(block, row, INT.pod)] ?? 0
  const bySandbox = (a: RowBlock, i: number, b: RowBlock, j: number): number => {
    const [one, other] = [intOf(a, i, INT.sandbox), intOf(b, j, INT.sandbox)]
    if (one === other || isNamed[intOf(a, i, INT.pod)] === 1) return 0
    const sandboxes = ranks.sandbox()
    return (sandboxes[one] ?? 0) - (sandboxes[other] ?? 0)
  }
  const byNode = (a: RowBlock, i: number, b: RowBlock, j: number): number => nodeOf(a, i) - nodeOf(b, j)
  return {
    named: {
      bucketOf: podOf,
      buckets: ceiling(podRanks),
      compare: (a, i, b, j) => bySandbox(a, i, b, j) || byNode(a, i, b, j) || byPlace(a, i, b, j),
    },
    loose: { bucketOf: nodeOf, buckets: ceiling(nodeRanks), compare: byPlace },
  }
}

/** By time, source, place in it. */
function byPlace(a: RowBlock, i: number, b: RowBlock, j: number): number {
  return (
    realOf(a, i, REAL.time) - realOf(b, j, REAL.time) ||
    intOf(a, i, INT.source) - intOf(b, j, INT.source) ||
    realOf(a, i, REAL.byteOffset) - realOf(b, j, REAL.byteOffset) ||
    intOf(a, i, INT.ord) - intOf(b, j, INT.ord)
  )
}

const ceiling = (ranks: Int32Array): number => ranks.reduce((most, rank) => Math.max(most, rank), 0) + 1
