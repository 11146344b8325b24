import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { PostmortemError } from '../../src/base/errors.ts'
import { openCaseFile, openStore } from '../../src/store/index.ts'
import { openExisting } from '../../src/store/open.ts'
import { APPLICATION_ID, SCHEMA_VERSION } from '../../src/store/schema.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'case-open-'))
after(() => rmSync(folder, { recursive: true }))

const withCode =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof PostmortemError && error.code === code && error.hint !== ''

test('a path without a file is CASE_NOT_FOUND', () => {
  assert.throws(() => openCaseFile(join(folder, 'absent.db')), withCode('CASE_NOT_FOUND'))
})

test('a text file, a folder, and a database of another program are CASE_NOT_A_CASE', () => {
  const text = join(folder, 'notes.txt')
  writeFileSync(text, 'not a database, but long enough to be looked at '.repeat(50))
  assert.throws(() => openCaseFile(text), withCode('CASE_NOT_A_CASE'))
  assert.throws(() => openCaseFile(folder), withCode('CASE_NOT_A_CASE'))
  const other = join(folder, 'other.db')
  const db = openDatabase(other)
  db.exec('CREATE TABLE t (a)')
  db.close()
  assert.throws(() => openCaseFile(other), withCode('CASE_NOT_A_CASE'))
})

test('a case of a newer schema is CASE_TOO_NEW', () => {
  const path = join(folder, 'new.db')
  const db = openDatabase(path)
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
  db.close()
  assert.throws(() => openCaseFile(path), withCode('CASE_TOO_NEW'))
})

test('a case of a build before the first release is CASE_TOO_OLD', () => {
  const path = join(folder, 'unreleased.db')
  const db = openDatabase(path)
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1`)
  db.close()
  assert.throws(() => openCaseFile(path), withCode('CASE_TOO_OLD'))
  assert.throws(() => openStore(path, { append: true }), withCode('CASE_TOO_OLD'))
})

test('a case of an older schema is migrated when it is opened', () => {
  const path = join(folder, 'old.db')
  const db = openDatabase(path)
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
  db.close()
  const migrated = openExisting(path, { readonly: true })
  assert.equal(migrated.pragma('user_version', { simple: true }), SCHEMA_VERSION)
  assert.equal(migrated.prepare('SELECT count(*) FROM event').pluck().get(), 0)
  migrated.close()
})

test('a file that is no case is not overwritten by a new one; an empty file is', () => {
  const text = join(folder, 'precious.txt')
  writeFileSync(text, 'keep me')
  assert.throws(() => openStore(text), withCode('CASE_EXISTS'))
  const empty = join(folder, 'empty.db')
  writeFileSync(empty, '')
  const store = openStore(empty)
  store.finish()
  store.close()
  openCaseFile(empty).close()
})
