import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { secondTable } from '../../src/store/second-table.ts'

const DAY_US = 1_650_931_200_000_000

test('property: what begins within one second is one row, in order of time', () => {
  const time = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 3_000_000_000 }).map((us) => DAY_US + us),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(time, fc.nat({ max: 10_000_000 })), { maxLength: 3000 }), (given) => {
      const table = secondTable()
      const expected = new Map<number, { firstUs: number; lastUs: number }>()
      for (const [firstUs, span] of given) {
        table.add(firstUs, firstUs + span)
        const second = Math.floor(firstUs / 1_000_000)
        const known = expected.get(second) ?? { firstUs, lastUs: firstUs }
        expected.set(second, {
          firstUs: Math.min(known.firstUs, firstUs),
          lastUs: Math.max(known.lastUs, firstUs + span),
        })
      }
      assert.deepEqual(
        [...table.rows()],
        [...expected].sort(([a], [b]) => a - b).map(([, row]) => row),
      )
    }),
  )
})
