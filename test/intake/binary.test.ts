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

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.alloc(part))))

test('a log with a hole of NULs in it is text; tables and texts without a line are not', () => {
  const line = 'Apr 26 00:43:24 node-7 containerd[812]: time="2022-04-26T00:43:24Z" level=info msg=started\n'
  assert.equal(isBinary(bytes(line, 4096, line)), false)
  assert.equal(isBinary(bytes(line, 70_000)), false)
  assert.equal(isBinary(bytes(line.repeat(3), 600, line, 5000, line)), false)
  assert.equal(isBinary(bytes(line, 400, line)), true, 'too short for a hole')
  assert.equal(isBinary(bytes('SQLite format 3\x00\x10\x00\x01\x01\n', 4096)), true, 'a short head, then a hole')
  assert.equal(
    isBinary(bytes('\x7fELF\x02\x01\x01\x00\x01\x00\n', 4096, 'text')),
    true,
    'control bytes beside the hole',
  )
  assert.equal(isBinary(bytes('name', 4096, 'name')), true, 'no line at all')
})
