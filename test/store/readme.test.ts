import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { STEPS } from '../../src/store/schema.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

/** Columns by table: `### table`, then rows `| a, b | meaning |`. */
function documented(): Map<string, string[]> {
  const tables = new Map<string, string[]>()
  let columns: string[] = []
  for (const line of readFileSync('queries/README.md', 'utf8').split('\n')) {
    const table = /^### (\w+)$/.exec(line)?.[1]
    if (table !== undefined) {
      columns = []
      tables.set(table, columns)
    }
    const names = /^\| ([\w, ]+) \| \S/.exec(line)?.[1]
    if (names !== undefined && names !== 'column') columns.push(...names.split(', '))
  }
  return tables
}

test('queries/README.md names every table, view and column of the schema, and no other', () => {
  const db = openDatabase(':memory:')
  for (const step of STEPS) db.exec(step)
  const names = db.prepare(`SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name`).pluck().all()
  const docs = documented()
  assert.deepEqual([...docs.keys()].sort(), names)
  for (const name of names as string[]) {
    const columns = db.prepare(`SELECT name FROM pragma_table_info(?) ORDER BY name`).pluck().all(name)
    assert.deepEqual(docs.get(name)?.toSorted(), columns, `columns of ${name}`)
  }
  db.close()
})
