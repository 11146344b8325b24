import type { FailureHead, FailureTime } from '../joins/join-store.ts'
import type { Cause } from '../model/vocabulary.ts'
import { type FailureClass, type FailureRows, INT, REAL } from './failure-rows.ts'
import type { JoinWords } from './join-words.ts'
import { copyRow, intOf, type RowBlock, realOf } from './row-block.ts'
import { rowSorter } from './row-sorter.ts'
import { type SecondTable, secondTable } from './second-table.ts'
import type { Spill } from './spill.ts'

/** In the order of `JoinStore.failureTimes`, one row a second and cause: memory grows with the time that failures last, not with their number. */
export function* failureTimes(failures: FailureRows): Generator<FailureTime, void, undefined> {
  const byCause = new Map<Cause, SecondTable>()
  const ofClass: SecondTable[] = []
  for (const { id, cause } of failures.classes()) {
    const seconds = byCause.get(cause) ?? secondTable()
    byCause.set(cause, seconds)
    ofClass[id] = seconds
  }
  failures.each((block, row) => {
    const firstUs = realOf(block, row, REAL.firstUs)
    ofClass[intOf(block, row, INT.classRef)]?.add(firstUs, firstUs + realOf(block, row, REAL.lastSpan))
  })
  for (const [cause, seconds] of [...byCause].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const { firstUs, lastUs } of seconds.rows()) yield { cause, firstUs, lastUs }
}

/** In the order of `JoinStore.failuresByNode`; the failures are read and sorted when the first is asked for. */
export function* failuresByNode(
  failures: FailureRows,
  nodeRanks: Int32Array,
  words: JoinWords,
  spill: Spill,
): Generator<FailureHead, void, undefined> {
  const classes: (FailureClass | undefined)[] = []
  for (const one of failures.classes()) classes[one.id] = one
  const sorter = rowSorter(spill, {
    bucketOf: (block, row) => nodeRanks[intOf(block, row, INT.node)] ?? 0,
    buckets: nodeRanks.length + 1,
    compare: byTime,
  })
  failures.each((block, row) => {
    if (classes[intOf(block, row, INT.classRef)]?.operation === 'NetworkReady') return
    const place = sorter.next()
    copyRow(block, row, place.block, place.row)
  })
  for (const { block, order, from, to } of sorter.sorted()) {
    for (const row of order.subarray(from, to)) {
      const { operation, cause } = classes[intOf(block, row, INT.classRef)] ?? NO_CLASS
      const firstUs = realOf(block, row, REAL.firstUs)
      const lastUs = firstUs + realOf(block, row, REAL.lastSpan)
      const node = words.node.words(intOf(block, row, INT.node))
      yield { id: intOf(block, row, INT.id), node, operation, cause, firstUs, lastUs }
    }
  }
}

const NO_CLASS = { operation: 'other', cause: 'unknown' } as const

function byTime(a: RowBlock, i: number, b: RowBlock, j: number): number {
  const difference = realOf(a, i, REAL.firstUs) - realOf(b, j, REAL.firstUs)
  return difference || intOf(a, i, INT.id) - intOf(b, j, INT.id)
}
