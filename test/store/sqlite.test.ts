import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostmortemError } from '../../src/base/errors.ts'
import { assertNodeApi, explainLoadError, openDatabase } from '../../src/store/sqlite.ts'

const unsuited = (error: unknown): boolean =>
  error instanceof PostmortemError && error.code === 'SQLITE_UNSUITED' && error.hint !== ''

test('better-sqlite3 13 is refused on a Node.js with Node-API 9, before it can crash the process', () => {
  assert.throws(() => assertNodeApi('13.2.0', '9'), unsuited)
  assert.throws(() => assertNodeApi('13.0.0', undefined), unsuited)
})

test('better-sqlite3 12 runs with Node-API 9, and 13 with 10', () => {
  assert.doesNotThrow(() => assertNodeApi('12.11.1', '9'))
  assert.doesNotThrow(() => assertNodeApi('13.2.0', '10'))
})

test('a missing compiled part says how to build it', () => {
  const error = explainLoadError(new Error('Could not locate the bindings file. Tried:\n → /x/better_sqlite3.node'))
  assert.ok(unsuited(error))
  assert.match((error as PostmortemError).hint, /npm rebuild better-sqlite3/)
})

test('a part built for another Node.js says so', () => {
  const error = explainLoadError(
    new Error('was compiled against a different Node.js version using NODE_MODULE_VERSION 115'),
  )
  assert.match((error as PostmortemError).reason, /another Node.js/)
})

test('other errors pass as they are', () => {
  const error = new Error('disk I/O error')
  assert.equal(explainLoadError(error), error)
  assert.equal(explainLoadError('text'), 'text')
})

test('a database that does not exist is not made by reading it', () => {
  assert.throws(() => openDatabase('/nonexistent/folder/x.db', { readonly: true }))
})
