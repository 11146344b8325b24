import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isoTime } from '../src/base/time.ts'
import { bytesOf, LineBuffer } from '../src/line-buffer.ts'

test('numbers, times and texts are written as String, isoTime and UTF-8 give them', () => {
  const number = fc.oneof(fc.nat(2000), fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 9, 10, 999_999, 1_000_000))
  const time = fc.oneof(fc.integer({ min: 1, max: 4e15 }), fc.integer({ min: 1.65e15, max: 1.65e15 + 3e6 }))
  const text = fc.string({ unit: 'binary', maxLength: 60 }).map((one) => one.toWellFormed())
  const piece = fc.record({ number, time, text, bytes: text, printable: fc.string() })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom(0, 1, 4096), (pieces, room) => {
      const out = new LineBuffer()
      out.begin(room)
      for (const one of pieces) {
        out.putNumber(one.number)
        out.putTime(one.time)
        out.putText(one.text)
        out.putBytes(bytesOf(one.bytes))
        out.putEscaped(bytesOf(`x${one.printable}`), 1, 1 + one.printable.length)
      }
      const wanted = pieces
        .flatMap((one) => [
          one.number,
          isoTime(one.time),
          one.text,
          one.bytes,
          JSON.stringify(one.printable).slice(1, -1),
        ])
        .join('')
      assert.equal(out.take().toString(), wanted)
    }),
  )
})

test('stretches of a line are filled from other bytes', () => {
  const out = new LineBuffer()
  out.begin(0)
  out.putFilled(bytesOf('id=____, pod=__.'), [3, 1, 4, 13, 0, 2], bytesOf('--abcde'), 2)
  assert.equal(out.take().toString(), 'id=bcde, pod=ab.')
})

test('memory that was given back is used again where it suffices', () => {
  const out = new LineBuffer()
  out.begin(4)
  out.putText('longer than four')
  const first = out.take()
  out.begin(4)
  out.putText('while the first is looked at')
  assert.equal(first.toString(), 'longer than four')
  out.giveBack(first)
  const second = out.take()
  out.begin(4)
  out.putText('short')
  const third = out.take()
  assert.equal(third.buffer, first.buffer)
  assert.equal(`${second} ${third}`, 'while the first is looked at short')
  out.giveBack(third)
  out.begin(1 << 16)
  assert.notEqual(out.take().buffer, first.buffer)
})
