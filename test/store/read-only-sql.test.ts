import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PostmortemError } from '../../src/base/errors.ts'
import { incident } from './incident.ts'

const store = incident()
const file = store.caseFile()
after(() => store.close())

const isBad = (error: unknown): boolean => error instanceof PostmortemError && error.code === 'BAD_SQL'

test('a SELECT gives columns and rows, also where there are none', () => {
  assert.deepEqual(file.sql('SELECT count(*) AS n FROM failure'), { columns: ['n'], rows: [{ n: 5 }] })
  assert.deepEqual(file.sql("SELECT id, node FROM failure WHERE node = 'x'"), { columns: ['id', 'node'], rows: [] })
})

test('WITH, VALUES, EXPLAIN and leading comments are fine', () => {
  assert.deepEqual(file.sql('WITH a AS (SELECT 1 AS n) SELECT n FROM a').rows, [{ n: 1 }])
  assert.equal(file.sql('VALUES (1), (2)').rows.length, 2)
  assert.deepEqual(file.sql('-- one\n/* two */ SELECT 3 AS n').rows, [{ n: 3 }])
  assert.ok(file.sql('EXPLAIN QUERY PLAN SELECT 1 FROM failure').rows.length > 0)
})

for (const sql of [
  'DELETE FROM event_row',
  'INSERT INTO meta VALUES (1, 2) RETURNING key',
  'WITH a AS (SELECT 1) DELETE FROM meta RETURNING key',
  "ATTACH 'x.db' AS x",
  'PRAGMA journal_mode = WAL',
  'PRAGMA query_only = OFF',
  'PRAGMA user_version',
  "VACUUM INTO 'x.db'",
  'BEGIN',
  'CREATE TEMP TABLE t (a)',
  '-- only a comment',
  '/* open comment SELECT 1',
  '',
]) {
  test(`refused: ${sql === '' ? 'an empty text' : sql}`, () => {
    assert.throws(() => file.sql(sql), isBad)
  })
}

test('SQL that does not prepare or does not run, and a second statement, are refused', () => {
  assert.throws(() => file.sql('SELECT nothing FROM nowhere'), isBad)
  assert.throws(() => file.sql('SELECT abs(-9223372036854775808)'), isBad)
  assert.throws(() => file.sql('SELECT 1; DELETE FROM meta'), isBad)
})
