import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCache } from '../../../parsers/errors/cache.ts'

test('a full cache lets its oldest entry go', () => {
  const cache = createCache<number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  cache.set('c', 3)
  assert.equal(cache.get('a'), undefined)
  assert.equal(cache.get('c'), 3)
  assert.equal(cache.size(), 2)
})

test('very long keys are not kept', () => {
  const cache = createCache<number>(2)
  cache.set('x'.repeat(5000), 1)
  assert.equal(cache.size(), 0)
})
