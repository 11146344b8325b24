import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distinctPairs } from '../../src/store/distinct-pairs.ts'

test('property: a pair is new once; those with id 0 never are', () => {
  const pair = fc.tuple(
    fc.oneof(fc.nat(3), fc.integer({ min: 1022, max: 1026 }), fc.nat(10_000)),
    fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 30, max: 34 }), fc.constant(1_000_003)),
  )
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 50 }), (pairs) => {
      const { isNew } = distinctPairs()
      const seen = new Set<string>()
      for (const [id, number] of pairs) {
        const key = `${id} ${number}`
        assert.equal(isNew(id, number), id !== 0 && !seen.has(key))
        seen.add(key)
      }
    }),
  )
})
