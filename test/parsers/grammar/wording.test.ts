import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, firstWord, nameAt } from '../../../parsers/grammar/wording.ts'

test('the first word ends at a blank or at punctuation', () => {
  assert.deepEqual(
    ['RunPodSandbox for x', 'Event(v1', 'containerd.service: x', 'failed "x"', '', 'a'.repeat(60)].map(firstWord),
    ['RunPodSandbox', 'Event', 'containerd.service', 'failed', '', 'a'.repeat(40)],
  )
})

test('a name is read with quotes of any depth, typographic ones, none, or without an end', () => {
  assert.deepEqual(nameAt('"b" failed', 0), { text: 'b', end: 3 })
  assert.deepEqual(nameAt('\\\\\\"b\\\\\\" failed', 0), { text: 'b', end: 9 })
  assert.equal(nameAt('“b” failed', 0).text, 'b')
  assert.deepEqual(nameAt('b failed', 0), { text: 'b', end: 1 })
  assert.equal(nameAt('"b', 0).text, 'b')
})

test('what follows a marker is trimmed', () => {
  assert.equal(after('a: b ', ': '), 'b')
  assert.equal(after('a', ': '), '')
})
