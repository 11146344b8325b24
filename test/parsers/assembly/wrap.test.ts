import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wrapJoin, wrapWidth } from '../../../parsers/assembly/wrap.ts'

const lengthsOf = (lines: readonly string[]): readonly number[] => lines.map(({ length }) => length)

const FULL = 'x'.repeat(100)

test('the width is the longest line, certain if several have it', () => {
  assert.deepEqual(wrapWidth(lengthsOf(['abc', 'ab', 'abc'])), { width: 3, certain: true })
  assert.deepEqual(wrapWidth(lengthsOf(['ab', 'abc'])), { width: 3, certain: false })
  assert.deepEqual(wrapWidth([]), { width: 0, certain: false })
})

test('one line that nothing wrapped does not hide the width of the others', () => {
  const whole = 'y'.repeat(130)
  assert.deepEqual(wrapWidth(lengthsOf([FULL, FULL, FULL, 'tail', whole])), { width: 100, certain: true })
  assert.deepEqual(wrapWidth(lengthsOf([FULL, FULL, 'tail', whole])), { width: 130, certain: false })
  const narrow = 'x'.repeat(50)
  assert.deepEqual(wrapWidth(lengthsOf([narrow, narrow, narrow, FULL])), { width: 100, certain: false })
})

test('behind a full line nothing was lost; a word that did not fit lost its blank', () => {
  const certain = { width: 100, certain: true }
  assert.equal(wrapJoin(FULL, 'more', certain), '')
  assert.equal(wrapJoin(FULL.slice(2), 'more text', certain), ' ')
  assert.equal(wrapJoin(FULL.slice(1), 'more', certain), ' ')
  assert.equal(wrapJoin(`${FULL.slice(3)} `, 'more', certain), '')
  assert.equal(wrapJoin(FULL.slice(10), 'short', certain), undefined)
  assert.equal(wrapJoin(FULL.slice(50), 'more', certain), undefined)
})

test('a break inside an id is one even without other proof', () => {
  const line = `${FULL.slice(40)} a1b2c3d4a1b2c3d4`
  assert.equal(wrapJoin(line, 'a1b2": gone', { width: line.length, certain: false }), '')
})

test('a single long line must stop in the middle of something', () => {
  const single = { width: 100, certain: false }
  assert.equal(wrapJoin(FULL, 'goes on', single), '')
  assert.equal(wrapJoin(FULL, ' goes on', single), '')
  assert.equal(wrapJoin(FULL, '    indented', single), undefined)
  assert.equal(wrapJoin(FULL, 'Starts anew', single), undefined)
  assert.equal(wrapJoin(`${FULL.slice(1)} `, 'Starts', single), '')
  assert.equal(wrapJoin(FULL.slice(30), 'goes on', { width: 70, certain: false }), undefined)
})

test('short lines and longer next lines were not broken', () => {
  assert.equal(wrapJoin('short', 'more', { width: 5, certain: true }), undefined)
  assert.equal(wrapJoin(FULL, 'y'.repeat(102), { width: 100, certain: true }), undefined)
})
