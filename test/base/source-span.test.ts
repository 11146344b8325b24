import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sourceSpan } from '../../src/base/source-span.ts'

test('the span reaches from the first to the last time; sources without one do not count', () => {
  const source = (first_us: number, last_us: number) => ({ first_us, last_us })
  assert.deepEqual(sourceSpan([]), { fromUs: 0, toUs: 0 })
  assert.deepEqual(sourceSpan([source(0, 0)]), { fromUs: 0, toUs: 0 })
  assert.deepEqual(sourceSpan([source(0, 0), source(7, 9), source(3, 4)]), { fromUs: 3, toUs: 9 })
})

test('a bundle of a million sources is no reason to fail', () => {
  const sources = Array.from({ length: 1_000_000 }, (_, n) => ({ first_us: n + 1, last_us: n + 2 }))
  assert.deepEqual(sourceSpan(sources), { fromUs: 1, toUs: 1_000_001 })
})
