import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dictionary } from '../../src/store/dictionary.ts'

function recorded(limit: number): { ids: (keys: string) => number[]; rows: [number, string][]; forgot: () => boolean } {
  const rows: [number, string][] = []
  const words = dictionary<string>(1, (id, entry) => rows.push([id, entry]), limit)
  return { ids: (keys) => [...keys].map((key) => words.id(key, key)), rows, forgot: words.forgot }
}

test('keys are numbered in order of first appearance, and inserted once', () => {
  const { ids, rows, forgot } = recorded(10)
  assert.deepEqual(ids('abacb'), [1, 2, 1, 3, 2])
  assert.deepEqual(rows, [
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ])
  assert.equal(forgot(), false)
})

test('a key of the old generation is still known', () => {
  const { ids, forgot } = recorded(2)
  assert.deepEqual(ids('abca'), [1, 2, 3, 1])
  assert.equal(forgot(), false)
})

test('beyond two generations a key is forgotten and gets a second row, which is said', () => {
  const { ids, rows, forgot } = recorded(2)
  assert.deepEqual(ids('abcdea'), [1, 2, 3, 4, 5, 6])
  assert.deepEqual(rows.at(-1), [6, 'a'])
  assert.equal(forgot(), true)
})
