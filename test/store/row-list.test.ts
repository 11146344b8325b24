import assert from 'node:assert/strict'
import { test } from 'node:test'
import { intOf, setInt } from '../../src/store/row-block.ts'
import { PAGE_ROWS, type RowList, rowList } from '../../src/store/row-list.ts'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

/** Whole number 5 of every row. */
function numbers(rows: RowList): number[] {
  const found: number[] = []
  for (let n = 0; n < rows.pages(); n += 1) {
    const block = rows.read(n)
    for (let row = 0; row < rows.count(n); row += 1) found.push(intOf(block, row, 5))
  }
  return found
}

test('rows come in the order in which they were written, as often as they are read, and others may follow', () => {
  const db = openDatabase(':memory:')
  const rows = rowList(openSpill(db))
  assert.deepEqual(numbers(rows), [])
  const expected = Array.from({ length: 2 * PAGE_ROWS + 3 }, (_, n) => n + 1)
  for (const [n, number] of expected.entries()) {
    const { block, row } = rows.next()
    setInt(block, row, 5, number)
    if (n === PAGE_ROWS - 1) assert.deepEqual(numbers(rows), expected.slice(0, PAGE_ROWS))
  }
  assert.deepEqual(numbers(rows), expected)
  setInt(rows.read(0), 0, 5, 99)
  assert.deepEqual(numbers(rows), expected)
  db.close()
})
