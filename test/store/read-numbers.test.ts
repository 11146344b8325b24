import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { piecesOfIds, readNumbers } from '../../src/store/read-numbers.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

test('property: numbers of every size come back as they stand, in order of row id', () => {
  const small = fc.oneof(fc.constant(0), fc.constant(2 ** 20 - 1), fc.constant(0xd800), fc.nat(2 ** 20 - 1))
  const wide = fc.oneof(
    fc.constant(-1),
    fc.constant(2 ** 39 - 1),
    fc.maxSafeInteger().map((n) => n % 2 ** 39),
  )
  const any = fc.oneof(fc.constant(1_650_931_200_104_146), fc.maxSafeInteger())
  const rows = fc.uniqueArray(fc.tuple(fc.nat(20_000), small, wide, any), { selector: ([id]) => id, maxLength: 50 })
  fc.assert(
    fc.property(rows, (given) => {
      const db = openDatabase(':memory:')
      db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER) STRICT')
      const put = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?)')
      for (const row of given) put.run(...row)
      const found: number[][] = []
      const columns = [
        { sql: 'id', pieces: piecesOfIds(db, 't') },
        { sql: 'a', pieces: 1 },
        { sql: 'b', pieces: 2 },
        { sql: 'c', pieces: 3 },
      ] as const
      for (const page of readNumbers(db, 't', columns)) {
        for (let row = 0; row < page.rows; row += 1) found.push(page.columns.map((values) => values[row] ?? Number.NaN))
      }
      db.close()
      assert.deepEqual(
        found,
        given.toSorted(([a], [b]) => a - b),
      )
    }),
    { numRuns: 50 },
  )
})

test('row ids from 2^20 on take two pieces', () => {
  const db = openDatabase(':memory:')
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT')
  assert.equal(piecesOfIds(db, 't'), 1)
  db.exec(`INSERT INTO t VALUES (${2 ** 20})`)
  assert.equal(piecesOfIds(db, 't'), 2)
  assert.deepEqual(
    [...readNumbers(db, 't', [{ sql: 'id', pieces: 2 }])].map(({ columns }) => columns[0]?.[0]),
    [2 ** 20],
  )
  db.close()
})
