import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PAGE_ROWS, pagedRows } from '../../src/store/paged-rows.ts'
import { intOf, setInt } from '../../src/store/row-block.ts'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

test('pages that were spilled come back as they were changed; one that nobody changed is 0', () => {
  const db = openDatabase(':memory:')
  const spill = openSpill(db)
  const rows = pagedRows(spill, 2)
  for (const n of [0, 1, 2, 3]) setInt(rows.change(n), PAGE_ROWS - 1, 5, n + 1)
  setInt(rows.change(1), 0, 0, 7)
  assert.deepEqual(
    [3, 2, 1, 0, 4, 1].map((n) => [intOf(rows.read(n), PAGE_ROWS - 1, 5), intOf(rows.read(n), 0, 0)]),
    [
      [4, 0],
      [3, 0],
      [2, 7],
      [1, 0],
      [0, 0],
      [2, 7],
    ],
  )
  spill.drop()
  db.close()
})
