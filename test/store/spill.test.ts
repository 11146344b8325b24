import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'spill-'))
after(() => rmSync(folder, { recursive: true }))

/** What is kept under each key after pieces of so many bytes were put. */
function kept(path: string, sizes: readonly number[]): number[][] {
  const db = openDatabase(path)
  const spill = openSpill(db)
  const keys = sizes.map((size, n) => spill.put(new Uint8Array(size).fill(n)))
  const found = sizes.map((size, n) => {
    const into = new Uint8Array(size + 1)
    spill.get(keys[n] ?? -1, into)
    return [...into]
  })
  spill.drop()
  db.close()
  return found
}

test('property: what is kept comes back as it was put, from memory and from a file', () => {
  const file = join(folder, 'case.db')
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (sizes) => {
      const expected = sizes.map((size, n) => [...new Array<number>(size).fill(n), 0])
      assert.deepEqual(kept(':memory:', sizes), expected)
      assert.deepEqual(kept(file, sizes), expected)
    }),
    { numRuns: 30 },
  )
})

test('nothing of it stays beside the case', () => {
  const db = openDatabase(join(folder, 'left.db'))
  db.exec('CREATE TABLE t (a)')
  const spill = openSpill(db)
  spill.put(new Uint8Array(10))
  spill.drop()
  spill.drop()
  db.close()
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('left')),
    ['left.db'],
  )
})
