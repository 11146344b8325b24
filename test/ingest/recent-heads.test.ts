import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecentHeads } from '../../src/ingest/recent-heads.ts'

test('a head is new once, whatever the order, as long as it is among the last 256', () => {
  const heads = new RecentHeads()
  const far = 2 ** 40
  assert.equal(heads.add(far), true)
  assert.equal(heads.add(far), false)
  assert.equal(heads.add(7), true)
  assert.equal(heads.add(0), true)
  assert.equal(heads.add(7), false)
  for (let i = 1; i <= 254; i++) assert.equal(heads.add(far + i), true)
  assert.equal(heads.add(7), false, 'one of the last 256')
  assert.equal(heads.add(far), true, 'forgotten')
})

test('heads at and next to zero are heads like others', () => {
  const heads = new RecentHeads()
  assert.deepEqual(
    [0, 1, 0, 1].map((offset) => heads.add(offset)),
    [true, true, false, false],
  )
})
