import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floodWatch } from '../../src/ingest/flood-watch.ts'

const BOUNDS = { windowBytes: 100, events: 10, leftBytes: 300 }

test('a log floods where a window of it has many events', () => {
  const isFlood = floodWatch(10_000, BOUNDS)
  assert.deepEqual(
    [isFlood(60, 50), isFlood(110, 10), isFlood(300, 25), isFlood(350, 90), isFlood(420, 45)],
    [false, false, false, false, true],
    'too few bytes; 10 events in 110 bytes; 15 in 190; too few bytes; 20 in 120',
  )
})

test('what is left must be worth a thread', () => {
  assert.equal(floodWatch(399, BOUNDS)(100, 10), false)
  assert.equal(floodWatch(400, BOUNDS)(100, 10), true)
})
