import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
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

test('bytes are done with when the stream has taken them, and what it tells of an error comes first', async () => {
  const io = fakeIo()
  const told: string[] = []
  const taken: string[] = []
  const slow = new Writable({
    write(chunk: Buffer, _encoding, done) {
      setImmediate(() => {
        taken.push(chunk.toString())
        done(taken.length > 1 ? new Error('gone') : null)
      })
    },
  })
  slow.on('error', (error) => told.push(error.message))
  const bytes = Buffer.from('first')
  await print({ ...io, stdout: slow }, bytes, 'json')
  bytes.fill(0)
  assert.deepEqual(taken, ['first'])
  await assert.rejects(
    print({ ...io, stdout: slow }, Buffer.from('second'), 'json').catch((error: unknown) => {
      told.push('print')
      throw error
    }),
  )
  assert.deepEqual(told, ['gone', 'print'])
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
