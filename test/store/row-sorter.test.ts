import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { intOf, realOf, setInt, setReal } from '../../src/store/row-block.ts'
import type { RowOrder } from '../../src/store/row-order.ts'
import { rowSorter } from '../../src/store/row-sorter.ts'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

/** Bucket in whole number 2, value in real 0, then in order of number 3. */
const ORDER: RowOrder = {
  bucketOf: (block, row) => intOf(block, row, 2),
  buckets: 4,
  compare: (a, i, b, j) => realOf(a, i, 0) - realOf(b, j, 0) || intOf(a, i, 3) - intOf(b, j, 3),
}

type Row = readonly [bucket: number, value: number, nth: number]

function sorted(rows: readonly Row[], runRows?: number): Row[] {
  const db = openDatabase(':memory:')
  const sorter = rowSorter(openSpill(db), ORDER, runRows)
  for (const [bucket, value, nth] of rows) {
    const { block, row } = sorter.next()
    setReal(block, row, 0, value)
    setInt(block, row, 2, bucket)
    setInt(block, row, 3, nth)
  }
  const found: Row[] = []
  for (const { block, order, from, to } of sorter.sorted()) {
    for (const row of order.subarray(from, to)) {
      found.push([intOf(block, row, 2), realOf(block, row, 0), intOf(block, row, 3)])
    }
  }
  db.close()
  return found
}

const rowsOf = (values: readonly (readonly [number, number])[]): Row[] =>
  values.map(([bucket, value], nth) => [bucket, value, nth])

test('property: rows come in order of bucket, value and place, whether they fit into memory or not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (values, runRows) => {
        const rows = rowsOf(values)
        const expected = rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
        assert.deepEqual(sorted(rows), expected)
        assert.deepEqual(sorted(rows, runRows), expected)
      },
    ),
  )
})

test('runs of more than one piece of a spilled run are merged whole', () => {
  const rows = rowsOf(Array.from({ length: 20_000 }, (_, n) => [n % 4, (n * 7919) % 1000] as const))
  assert.deepEqual(sorted(rows, 9000), sorted(rows))
})
