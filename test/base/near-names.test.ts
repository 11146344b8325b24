import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearHint, nearNames } from '../../src/base/near-names.ts'

const NAMES = ['stuck-sandboxes', 'failures-per-node', 'nodes-not-hit', 'pod-life']

test('names that share a word or hold the text are near', () => {
  assert.deepEqual(nearNames('stuck', NAMES), ['stuck-sandboxes'])
  assert.deepEqual(nearNames('failures-node', NAMES), ['failures-per-node'])
  assert.deepEqual(nearNames('Pod_Lives', NAMES), ['pod-life'])
  assert.deepEqual(nearNames('sandbox', NAMES), ['stuck-sandboxes'])
  assert.deepEqual(nearNames('', NAMES), [])
})

test('the hint names them, or says where all of them stand', () => {
  assert.equal(nearHint('life', NAMES, 'see the list'), 'did you mean pod-life?')
  assert.equal(nearHint('nothing', NAMES, 'see the list'), 'see the list')
})
