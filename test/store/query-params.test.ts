import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostmortemError } from '../../src/base/errors.ts'
import type { QueryHead } from '../../src/model/case-file.ts'
import { bindings, toSqlite } from '../../src/store/query-params.ts'

const QUERY: QueryHead = {
  name: 'x',
  title: '',
  description: '',
  params: [
    { name: 'since', type: 'Int64', default: '0', description: 'from' },
    { name: 'node', type: 'String', default: '', description: 'node' },
  ],
  columns: [],
  sql: '',
}

const isBad = (error: unknown): boolean => error instanceof PostmortemError && error.code === 'BAD_PARAMETER'

test('tokens become named parameters', () => {
  assert.equal(toSqlite('{since:Int64} = 0 OR node = {node:String}'), '@since = 0 OR node = @node')
})

test('defaults stand in for what is not given', () => {
  assert.deepEqual(bindings(QUERY, {}), { since: 0n, node: '' })
})

test('an Int64 takes a number, its text, or an ISO-8601 time', () => {
  assert.equal(bindings(QUERY, { since: 5 })['since'], 5n)
  assert.equal(bindings(QUERY, { since: '-12' })['since'], -12n)
  assert.equal(bindings(QUERY, { since: '2022-04-26T00:43:00Z' })['since'], 1_650_933_780_000_000n)
})

test('a String takes a number as text', () => {
  assert.equal(bindings(QUERY, { node: 7 })['node'], '7')
})

test('a value of another type, or too large, is refused with what the parameter is for', () => {
  for (const since of ['yesterday', 1.5, '9999999999999999999', Number.NaN]) {
    assert.throws(() => bindings(QUERY, { since }), isBad)
  }
})

test('a parameter that the query does not have is refused, inherited names included', () => {
  assert.throws(() => bindings(QUERY, { untill: 1 }), isBad)
  assert.throws(() => bindings({ ...QUERY, params: [] }, { since: 1 }), isBad)
  assert.throws(() => bindings(QUERY, { constructor: 1 }), isBad)
})
