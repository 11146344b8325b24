import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInteractive, print, say } from '../../src/cli/io.ts'
import { fakeIo } from './fake-io.ts'

const hostile = 'a\x1b[2Jb\u202ec\u009bd\n\te'

test('on a terminal control characters of log text are written out', async () => {
  const io = fakeIo({ tty: true })
  await print(io, hostile, 'text')
  assert.equal(io.out(), 'a\\x1b[2Jb\\u{202e}c\\x9bd\n\te')
})

test('JSON on a terminal stays the same JSON', async () => {
  const io = fakeIo({ tty: true })
  await print(io, `${JSON.stringify({ raw: hostile })}\n`, 'json')
  assert.doesNotMatch(io.out().slice(0, -1), /[\p{Cc}\p{Cf}]/u)
  assert.deepEqual(JSON.parse(io.out()), { raw: hostile })
})

test('a pipe gets the bytes as they are', async () => {
  const io = fakeIo()
  await print(io, hostile, 'text')
  assert.equal(io.out(), hostile)
})

test('messages are one line each on stderr', () => {
  const io = fakeIo()
  say(io, 'case: a\nb.db')
  assert.equal(io.err(), 'case: a\\nb.db\n')
})

test('nothing more is printed once the run was interrupted', async () => {
  const io = fakeIo()
  io.interrupt.abort()
  await assert.rejects(print(io, 'x', 'text'))
  assert.equal(io.out(), '')
})

test('colour and progress need a terminal, and no NO_COLOR', () => {
  assert.equal(isInteractive(fakeIo({ tty: true })), true)
  assert.equal(isInteractive(fakeIo()), false)
  assert.equal(isInteractive(fakeIo({ tty: true, env: { NO_COLOR: '1' } })), false)
  assert.equal(isInteractive(fakeIo({ tty: true, env: { TERM: 'dumb' } })), false)
})
