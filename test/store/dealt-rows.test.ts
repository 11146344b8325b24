import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dealtRows } from '../../src/store/dealt-rows.ts'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

type Row = [place: number, value: number]

/** Rows of each range of ten places, as `dealtRows` gives them. */
function dealt(rows: readonly Row[]): Row[][] {
  const db = openDatabase(':memory:')
  const into = dealtRows(openSpill(db), 10, 2)
  for (const row of rows) into.put(row)
  const found = Array.from({ length: into.ranges() }, (_, n) => {
    const ofRange: Row[] = []
    into.each(n, (numbers, at) => ofRange.push([numbers[at] ?? -1, numbers[at + 1] ?? -1]))
    return ofRange
  })
  db.close()
  return found
}

/** The same by filtering. */
function expected(rows: readonly Row[]): Row[][] {
  const ranges = rows.reduce((most, [place]) => Math.max(most, Math.floor(place / 10) + 1), 0)
  return Array.from({ length: ranges }, (_, n) => rows.filter(([place]) => Math.floor(place / 10) === n))
}

test('property: rows of a range come as they were put', () => {
  const row = fc.tuple(fc.nat(60), fc.integer())
  fc.assert(fc.property(fc.array(row, { maxLength: 80 }), (rows) => assert.deepEqual(dealt(rows), expected(rows))))
})

test('rows that were spilled come before those that wait in memory', () => {
  const rows = Array.from({ length: 9000 }, (_, n): Row => [(n * 7) % 30, n])
  assert.deepEqual(dealt(rows), expected(rows))
})
