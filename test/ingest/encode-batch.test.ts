import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeBatch, encodeBatch, transferables } from '../../src/ingest/encode-batch.ts'
import type { PlacedEvent } from '../../src/model/event.ts'
import { plainEvent } from './recording-sink.ts'

const text = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 12, unit: 'binary' }).map((one) => one.replace(/[\0\u0001]/g, '')),
)
const whole = fc.integer({ min: 0, max: 2 ** 45 })
const event: fc.Arbitrary<PlacedEvent> = fc.record({
  operation: fc.constantFrom('StopPodSandbox' as const, 'RunPodSandbox' as const),
  outcome: fc.constantFrom('failed' as const, 'started' as const),
  component: fc.constantFrom('containerd' as const, 'kubelet' as const),
  cause: fc.constantFrom('unknown' as const, 'state-corrupt' as const, '' as const),
  sandboxId: text,
  podNamespace: text,
  podName: text,
  podUid: text,
  attempt: fc.integer({ min: -1, max: 9 }),
  plugin: text,
  configVersion: fc.option(text, { nil: undefined }),
  supportedVersions: fc.array(
    text.filter((one) => one !== ''),
    { maxLength: 3 },
  ),
  message: text,
  kind: text,
  secondary: fc.boolean(),
  podFrom: text,
  repeatN: fc.integer({ min: 1, max: 999 }),
  line: whole,
  lineEnd: whole,
  byteOffset: whole,
  ord: fc.nat(9),
  timeUs: whole,
  lastUs: whole,
  node: text,
  raw: text.map((one) => one.toWellFormed()),
})

describe('encoded batches', () => {
  it('decode to the same events and facts', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const encoded = encodeBatch(events, [])
        const [first] = transferables(encoded)
        assert.equal(first?.byteLength, events.length * 64)
        const decoded = decodeBatch(structuredClone(encoded))
        assert.deepEqual(decoded.events.map(plainEvent), events.map(plainEvent))
        assert.deepEqual(decoded.facts, [])
      }),
    )
  })

  it('hand on the packed form of message and record', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const decoded = decodeBatch(structuredClone(encodeBatch(events, [])))
        for (const { packed, message, raw } of decoded.events) {
          assert.ok(packed)
          assert.equal(Buffer.from(packed.utf8.subarray(packed.from, packed.to)).toString('utf8'), raw)
          if (!packed.isTemplate) assert.equal(packed.template, message)
        }
      }),
    )
  })

  it('a message that names its own sandbox and pod stands once for all events of its wording', () => {
    const [one] = fc.sample(event, { numRuns: 1, seed: 1 })
    assert.ok(one)
    const events = ['a1', 'b2'].map((id) => ({
      ...one,
      sandboxId: id.repeat(32),
      podName: `web-${id}`,
      message: `no network for ${id.repeat(32)} of web-${id}`,
    }))
    const encoded = encodeBatch(events, [])
    assert.equal(encoded.dictionary.filter((text) => text.startsWith('no network')).length, 1)
    assert.deepEqual(
      decodeBatch(encoded).events.map(({ message }) => message),
      events.map(({ message }) => message),
    )
  })

  it('events of one record share its raw text', () => {
    const [one] = fc.sample(event, { numRuns: 1, seed: 1 })
    assert.ok(one)
    const events = [one, { ...one, ord: 1 }].map((same) => ({ ...same, raw: 'the record' }))
    assert.equal(Buffer.from(encodeBatch(events, []).raws).toString('utf8'), 'the record')
  })

  it('records longer than guessed are kept whole', () => {
    const [one] = fc.sample(event, { numRuns: 1, seed: 1 })
    assert.ok(one)
    const events = Array.from({ length: 9 }, (_, i) => ({ ...one, byteOffset: i, raw: `${i}é`.repeat(4000) }))
    assert.deepEqual(
      decodeBatch(encodeBatch(events, [])).events.map(({ raw }) => raw),
      events.map(({ raw }) => raw),
    )
  })
})
