import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isFormDecided } from '../../src/ingest/silences.ts'
import { count, mostFrequent, newTally } from '../../src/ingest/tally.ts'

test('once the form of a source is decided, no further sample changes it', () => {
  const names = fc.array(fc.constantFrom('bare', 'journald-short', 'klog'), { minLength: 16, maxLength: 16 })
  let early = 0
  fc.assert(
    fc.property(names, names, (transports, payloads) => {
      const tally = newTally()
      count(tally.sampledHosts, 'node-7')
      let decided: string | undefined
      for (const [i, transport] of transports.entries()) {
        if (decided === undefined && isFormDecided(tally, transports.length - i)) {
          decided = `${mostFrequent(tally.sampledTransports)} ${mostFrequent(tally.sampledPayloads)}`
          early++
        }
        count(tally.sampledTransports, transport)
        count(tally.sampledPayloads, payloads[i] ?? '')
      }
      const last = `${mostFrequent(tally.sampledTransports)} ${mostFrequent(tally.sampledPayloads)}`
      assert.equal(decided ?? last, last)
    }),
    { numRuns: 3000 },
  )
  assert.ok(early > 20, `decided early ${early} times`)
})

test('a form is not decided before a node is known to write', () => {
  const tally = newTally()
  count(tally.sampledTransports, 'bare', 9)
  count(tally.sampledPayloads, 'klog', 9)
  assert.equal(isFormDecided(tally, 7), false)
  count(tally.sampledComponents, 'kubelet')
  assert.equal(isFormDecided(tally, 7), true)
  assert.equal(isFormDecided(tally, 9), false)
})
