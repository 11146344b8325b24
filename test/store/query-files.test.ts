import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseQuery, queryHeads } from '../../src/store/query-files.ts'

const TEXT = `-- title: Failures
-- description: First part,
-- description: and the second.
-- param: since Int64 0 From here on
-- param: node String '' Only this node
-- param: kind String 'a b' With a space
-- columns: node, failures
SELECT node
FROM failure
`

test('the head gives title, description, parameters and columns; the rest is the statement', () => {
  assert.deepEqual(parseQuery('x', TEXT), {
    name: 'x',
    title: 'Failures',
    description: 'First part, and the second.',
    params: [
      { name: 'since', type: 'Int64', default: '0', description: 'From here on' },
      { name: 'node', type: 'String', default: '', description: 'Only this node' },
      { name: 'kind', type: 'String', default: 'a b', description: 'With a space' },
    ],
    columns: ['node', 'failures'],
    sql: 'SELECT node\nFROM failure',
  })
})

test('a head that lacks a part, or a parameter that cannot be read, is named', () => {
  assert.throws(() => parseQuery('x', 'SELECT 1'), /query x: its head has no "-- title:"/)
  assert.throws(() => parseQuery('x', TEXT.replace('since Int64 0 ', '')), /query x: "-- param: From here on"/)
})

test('there are at least fourteen canned queries, sorted by name, each with its own title', () => {
  const names = queryHeads().map((head) => head.name)
  assert.ok(names.length >= 14)
  assert.deepEqual(names, names.toSorted())
  assert.equal(new Set(queryHeads().map((head) => head.title)).size, names.length)
})
