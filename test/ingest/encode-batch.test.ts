import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { EventWording } from '../../parsers/templates/shaped-lines.ts'
import { decodeBatch, type KnownWordings, learnWordings } from '../../src/ingest/decode-batch.ts'
import { BatchEncoder } from '../../src/ingest/encode-batch.ts'
import { type EncodedBatch, transferables } from '../../src/ingest/encoded-batch.ts'
import { LineEvent } from '../../src/ingest/line-event.ts'
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

const encodeBatch = (events: readonly PlacedEvent[]): EncodedBatch => new BatchEncoder().encode(events, [])
const decoded = (batch: EncodedBatch): readonly PlacedEvent[] => decodeBatch(batch, learnWordings([], batch)).events
const roundTrip = (events: readonly PlacedEvent[]): readonly PlacedEvent[] =>
  decoded(structuredClone(encodeBatch(events)))

describe('encoded batches', () => {
  it('decode to the same events', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const [first] = transferables(encodeBatch(events))
        assert.equal(first?.byteLength, events.length * 64)
        assert.deepEqual(roundTrip(events).map(plainEvent), events.map(plainEvent))
      }),
    )
  })

  it('hand on the packed form of message and record', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        for (const { packed, message, raw } of roundTrip(events)) {
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
    const encoded = encodeBatch(events)
    assert.equal(encoded.dictionary.filter((text) => text.startsWith('no network')).length, 1)
    assert.deepEqual(
      decoded(encoded).map(({ message }) => message),
      events.map(({ message }) => message),
    )
  })

  it('events of one record share its raw text', () => {
    const [one] = fc.sample(event, { numRuns: 1, seed: 1 })
    assert.ok(one)
    const events = [one, { ...one, ord: 1 }].map((same) => ({ ...same, raw: 'the record' }))
    assert.equal(Buffer.from(encodeBatch(events).raws).toString('utf8'), 'the record')
  })

  it('records longer than guessed are kept whole', () => {
    const [one] = fc.sample(event, { numRuns: 1, seed: 1 })
    assert.ok(one)
    const events = Array.from({ length: 9 }, (_, i) => ({ ...one, byteOffset: i, raw: `${i}é`.repeat(4000) }))
    assert.deepEqual(
      roundTrip(events).map(({ raw }) => raw),
      events.map(({ raw }) => raw),
    )
  })
})

const FIXED = fc.sample(event, { numRuns: 1, seed: 2 })[0] as PlacedEvent

/** Behind two bytes its lines are 'id of n: ...'. */
const wordingOf = (n: number): EventWording => ({
  fixed: { ...FIXED, plugin: `plugin-${n}` },
  sandboxId: { from: 0, to: 2 },
  podNamespace: 'web',
  podName: { from: 6, to: 7 },
  podUid: '',
  attempt: undefined,
  varying: [],
  message: '\u0001 failed',
  isTemplate: true,
})

/** Records that lie one behind the other in memory, some of them of two events, and one text between them. */
function lineEvents(wordings: readonly EventWording[], picks: readonly number[]): PlacedEvent[] {
  const memory = Buffer.from(picks.map((n, i) => `> ${(i % 90) + 10} of ${n}: record ${i}`.padEnd(32)).join(''))
  return picks.map((n, i) => {
    const at = n === 0 && i > 0 ? i - 1 : i
    const bytes = { buffer: memory, from: at * 32, to: at * 32 + 32 }
    const place = { line: i + 1, byteOffset: at * 32, ord: i - at }
    return n === 5
      ? { ...FIXED, line: i }
      : new LineEvent(wordings[n] as EventWording, place, 1e15 + i, `node-${n % 2}`, bytes, 2)
  })
}

describe('encoded batches of known wordings', () => {
  const picks = fc.array(fc.nat(5), { maxLength: 12 })

  it('decode to the same events, also late, whatever a thread forgets between them', () => {
    fc.assert(
      fc.property(fc.array(picks, { maxLength: 6 }), fc.nat(6), (batches, most) => {
        const wordings = Array.from({ length: 5 }, (_, n) => wordingOf(n))
        const encoder = new BatchEncoder(most)
        const told = batches.map((one) => lineEvents(wordings, one))
        let known: KnownWordings = []
        const waiting = told.map((events) => {
          const batch = structuredClone(encoder.encode(events, []))
          known = learnWordings(known, batch)
          return { batch, known }
        })
        for (const [i, one] of waiting.entries()) {
          const { events } = decodeBatch(one.batch, one.known)
          assert.deepEqual(events.map(plainEvent), told[i]?.map(plainEvent))
        }
      }),
    )
  })

  it('hand over each wording once, and find its texts by their places', () => {
    const wordings = [wordingOf(0), wordingOf(1)]
    const encoder = new BatchEncoder()
    const first = encoder.encode(lineEvents(wordings, [1, 1]), [])
    const second = encoder.encode(lineEvents(wordings, [1, 0]), [])
    assert.deepEqual([first.wordings, first.knownWordings], [[wordings[1]], 0])
    assert.deepEqual([second.wordings, second.knownWordings], [[wordings[0]], 1])
    assert.equal(Buffer.from(second.raws).length, 32, 'two events of one record')
    const known = learnWordings(learnWordings([], first), second)
    const [one, two] = decodeBatch(first, known).events
    assert.ok(one && two)
    assert.equal(one.packed?.places, two.packed?.places)
    assert.deepEqual([one.sandboxId, two.sandboxId, two.podName, two.message], ['10', '11', '1', '11 failed'])
  })
})
