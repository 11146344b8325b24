import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isBinary } from '../../src/intake/binary.ts'

const ALLOWED = [8, 9, 10, 12, 13, 27]
const isControl = (byte: number): boolean => byte === 127 || (byte < 32 && !ALLOWED.includes(byte))

test('a head is binary where more than a tenth of its bytes are control bytes, leading NULs left out', () => {
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.integer({ min: 32, max: 126 }),
    fc.constantFrom(0, 10, 31, 32, 126, 127, 128),
  )
  let binary = 0
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 60 }), fc.nat(3), (bytes, from) => {
      const head = Uint8Array.from([...new Array<number>(from).fill(65), ...bytes]).subarray(from)
      const text = bytes.slice(bytes.findIndex((one) => one !== 0))
      const isText = bytes.every((one) => one === 0) || text.filter(isControl).length / text.length <= 0.1
      if (!isText) binary++
      assert.equal(isBinary(head), !isText)
    }),
    { numRuns: 500 },
  )
  assert.ok(binary > 20, `${binary} heads were binary`)
})
