import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { HexKeys, type KeyText, textOf } from '../../src/store/hex-keys.ts'

const inBytes = (text: string): KeyText => ({ bytes: Buffer.from(`<${text}>`, 'latin1'), from: 1, to: 1 + text.length })
const hex = (digits: string) => fc.string({ unit: fc.constantFrom(...digits), minLength: 64, maxLength: 64 })

describe('keys of hex digits', () => {
  it('are found as a Map would find them, as text and as bytes', () => {
    // Digits of few kinds make ids that are alike; some have other lengths, or letters that are no digits.
    const text = fc.oneof(
      hex('0a'),
      hex('0123456789abcdef'),
      hex('09afAFg'),
      fc.string({ unit: fc.constantFrom('0', 'f'), maxLength: 66 }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 60 }), (asked) => {
        const keys = new HexKeys(50_000)
        const map = new Map<string, number>()
        for (const [one, asBytes] of asked) {
          const key = asBytes ? inBytes(one) : one
          assert.equal(textOf(key), one)
          assert.equal(keys.get(key), map.get(one))
          if (map.has(one)) continue
          keys.set(key, map.size + 1)
          map.set(one, map.size + 1)
          assert.equal(keys.size, map.size)
        }
        for (const [one, id] of map) assert.deepEqual([keys.get(one), keys.get(inBytes(one))], [id, id])
      }),
    )
  })

  it('stay known while the table grows, also those that differ in one digit alone', () => {
    const keys = new HexKeys(50_000)
    const id = (n: number, at: number): string => {
      const digits = n.toString(16)
      return '0'.repeat(at) + digits + '0'.repeat(64 - at - digits.length)
    }
    const all = Array.from({ length: 5000 }, (_, n) => [id(0x1000 + n, 8), id(0x1000 + n, 56)]).flat()
    for (const [i, one] of all.entries()) keys.set(one, i)
    assert.equal(keys.size, 10_000)
    for (const [i, one] of all.entries()) assert.equal(keys.get(inBytes(one)), i)
    assert.equal(keys.get('f'.repeat(64)), undefined)
  })
})
