import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ANY, ASCII, bitsOf, DIGIT, FIXED, HEX, RANDOM, RANDOM_LETTERS } from '../../../src/base/byte-classes.ts'
import { createRegexScanner } from '../../../src/intake/sieve/regex-scanner.ts'
import { LONGEST_SHAPE, MAX_SHAPES, type Scanner } from '../../../src/intake/sieve/scanner.ts'
import { createWasmScanner } from '../../../src/intake/sieve/wasm-scanner.ts'
import type { LineShape } from '../../../src/model/line-shape.ts'

const WINDOW = 1 << 16

function scanners(): readonly Scanner[] {
  const wasm = createWasmScanner(['cni'], WINDOW)
  assert.ok(wasm, 'this Node has WebAssembly SIMD')
  return [wasm, createRegexScanner(['cni'], WINDOW)]
}

/** Number of the shape that a line at `at` has, with bytes of other lines round it. */
function find({ window, shapes }: Scanner, line: string, at = 7): number {
  window.fill('é', 0, at + line.length + 64)
  window.write(line, at, 'latin1')
  return shapes.find(at, at + line.length)
}

const shape = (text: string, classes: readonly number[] = [], pairs: LineShape['pairs'] = []): LineShape => ({
  bytes: Buffer.from(text, 'latin1'),
  classes: Uint8Array.from({ length: text.length }, (_, i) => classes[i] ?? FIXED),
  pairs,
})

describe('classes of bytes', () => {
  it('have the letters they are named after', () => {
    for (let byte = 0; byte < 256; byte++) {
      const letter = String.fromCharCode(byte)
      const bits = bitsOf(byte)
      assert.equal((bits & DIGIT) !== 0, /[0-9]/.test(letter), letter)
      assert.equal((bits & HEX) !== 0, /[0-9a-f]/.test(letter), letter)
      assert.equal((bits & RANDOM) !== 0, RANDOM_LETTERS.includes(letter), letter)
      assert.equal((bits & ASCII) !== 0, byte < 128)
      assert.ok((bits & ANY) !== 0)
    }
  })
})

describe('shapes', () => {
  it('are known by length, text, classes and equal stretches', () => {
    for (const scanner of scanners()) {
      const pairs = [{ a: 3, b: 12, length: 3, isSame: true }]
      const digits = [...'id=123, of id 123'].map((letter) => (/\d/.test(letter) ? DIGIT : FIXED))
      assert.equal(scanner.shapes.add(shape('id=123, or id=123', digits)), 0)
      assert.equal(scanner.shapes.add(shape('id=123, of  123 x', [], pairs)), 1)
      assert.equal(
        scanner.shapes.add(shape('id=123, to  456 x', [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1], pairs)),
        2,
      )
      assert.equal(find(scanner, 'id=987, or id=654'), 0)
      assert.equal(find(scanner, 'id=98a, or id=654'), -1)
      assert.equal(find(scanner, 'id=987, or id=6540'), -1)
      assert.equal(find(scanner, 'id=777, to  777 x'), 2)
      assert.equal(find(scanner, 'id=777, to  778 x'), -1)
      scanner.shapes.clear()
      assert.equal(find(scanner, 'id=987, or id=654'), -1)
      assert.equal(scanner.shapes.add(shape('a')), 0)
    }
  })

  it('are not kept without end', () => {
    for (const { shapes } of scanners()) {
      assert.equal(shapes.add(shape('x'.repeat(LONGEST_SHAPE + 1))), -1)
      let kept = 0
      while (shapes.add(shape(`${kept}`)) === kept) kept++
      assert.equal(kept, MAX_SHAPES)
    }
  })

  it('both scanners find the same on random lines', () => {
    const letter = fc.constantFrom('a', 'b', 'z', '7', '1', 'G', ' ', 'é')
    const line = fc.array(letter, { minLength: 1, maxLength: 40 })
    const shapes = line.chain((letters) =>
      fc.record({
        text: fc.constant(letters.join('')),
        classes: fc.array(fc.constantFrom(FIXED, DIGIT, HEX, RANDOM, ASCII), { maxLength: letters.length }),
        pairs: fc.array(
          fc.record({
            a: fc.nat(letters.length - 1),
            b: fc.nat(letters.length - 1),
            length: fc.integer({ min: 1, max: letters.length }),
            isSame: fc.boolean(),
          }),
          { maxLength: 2 },
        ),
      }),
    )
    fc.assert(
      fc.property(fc.array(shapes, { minLength: 1, maxLength: 8 }), fc.array(line, { maxLength: 8 }), (made, lines) => {
        const [wasm, plain] = scanners()
        assert.ok(wasm && plain)
        for (const { text, classes, pairs } of made) {
          const inside = pairs.filter(({ a, b, length }) => Math.max(a, b) + length <= text.length)
          for (const one of [wasm, plain]) one.shapes.add(shape(text, classes, inside))
        }
        for (const text of [...made.map((one) => one.text), ...lines.map((letters) => letters.join(''))])
          assert.equal(find(wasm, text), find(plain, text), text)
      }),
      { numRuns: 300 },
    )
  })
})
