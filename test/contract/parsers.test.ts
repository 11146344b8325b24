import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { events } from '../../parsers/events/index.ts'
import { evidences } from '../../parsers/evidence/index.ts'
import { facts } from '../../parsers/facts/index.ts'
import { payloads } from '../../parsers/payloads/index.ts'
import { gates, readEvents, readFacts } from '../../parsers/read-events.ts'
import { transports } from '../../parsers/transports/index.ts'
import { assertIncludes, includes, recordsOf } from '../build.ts'

const byOrder = <Module extends { readonly order: number }>(modules: readonly Module[]): Module[] =>
  [...modules].sort((a, b) => a.order - b.order)

for (const transport of transports) {
  for (const { line, peeled } of transport.samples) {
    test(`transport ${transport.id} takes its outer layer off ${line.slice(0, 60)}`, () => {
      assertIncludes(transport.peel(line), peeled, line)
    })
    test(`transport ${transport.id} is the first to claim ${line.slice(0, 60)}`, () => {
      assert.equal(byOrder(transports).find((other) => other.peel(line) !== undefined)?.id, transport.id)
    })
  }
}

for (const payload of payloads) {
  for (const { text, record } of payload.samples) {
    test(`payload ${payload.id} reads ${text.slice(0, 60)}`, () => {
      const read = payload.read(text)
      const { fields = {}, ...members } = record
      assertIncludes(read, members, text)
      for (const [name, value] of Object.entries(fields)) assert.equal(read?.field(name), value, name)
    })
    test(`payload ${payload.id} is the first to claim ${text.slice(0, 60)}`, () => {
      const ordered = byOrder(payloads)
      const starting = ordered.find((other) => other.starts(text.split('\n')[0] ?? '') && other.read(text))
      const first = starting ?? ordered.findLast((other) => other.read(text) !== undefined)
      assert.equal(first?.id, payload.id)
    })
  }
}

const hasGate = (gate: readonly string[], line: string): boolean => gate.some((literal) => line.includes(literal))

for (const module of events) {
  for (const { line, event } of module.samples) {
    test(`event ${module.id} reads ${line.slice(0, 60)}`, () => {
      const records = recordsOf(line)
      const own = records.flatMap((record) => module.read(record) ?? [])
      assert.ok(
        own.some((found) => includes(found, event)),
        `${line}\nread as ${JSON.stringify(own)}`,
      )
      assert.deepEqual(
        records.flatMap((record) => readEvents(record)),
        own,
        'the module is the one that reads the record',
      )
      assert.ok(hasGate(module.gate, line), 'one of its gates stands in the line')
    })
  }
  test(`event ${module.id} says nothing of its look-alikes`, () => {
    for (const line of module.lookAlikes) {
      assert.deepEqual(
        recordsOf(line).flatMap((record) => module.read(record) ?? []),
        [],
        line,
      )
    }
  })
}

for (const module of facts) {
  for (const { line, facts: expected } of module.samples) {
    test(`fact ${module.id} reads ${line.slice(0, 60)}`, () => {
      const found = recordsOf(line).flatMap((record) => module.read(record) ?? [])
      for (const fact of expected)
        assert.ok(
          found.some((one) => includes(one, fact)),
          `${line}\nread as ${JSON.stringify(found)}`,
        )
      assert.equal(found.length, expected.length)
      assert.ok(hasGate(module.gate, line), 'one of its gates stands in the line')
    })
  }
  test(`fact ${module.id} says nothing of its look-alikes`, () => {
    for (const line of module.lookAlikes) {
      assert.deepEqual(
        recordsOf(line).flatMap((record) => module.read(record) ?? []),
        [],
        line,
      )
    }
  })
}

for (const module of evidences) {
  test(`evidence ${module.id} finds what its samples hold`, () => {
    for (const { path, text, found } of module.samples) {
      assert.ok(Buffer.byteLength(text) <= module.maxBytes)
      assert.equal(evidences.find((other) => other.accepts(path, text.slice(0, 4096)))?.id, module.id)
      assertIncludes(module.read(path, text), found, path)
    }
  })
}

test('every module has a sample, and every gate is among the literals of the sieve', () => {
  for (const { id, samples } of [...transports, ...payloads, ...events, ...facts, ...evidences]) {
    assert.ok(samples.length > 0, id)
  }
  const known = new Set(gates)
  for (const { id, gate } of [...events, ...facts]) {
    assert.ok(gate.length > 0, id)
    for (const literal of gate) assert.ok(known.has(literal), `${id}: ${literal}`)
  }
})

/** Text made of what real lines are made of, cut and glued at random, and any Unicode. */
const pieces = [
  ...transports.flatMap(({ samples }) => samples.map(({ line }) => line)),
  ...events.flatMap(({ samples }) => samples.map(({ line }) => line)),
]
const cutPiece = fc
  .tuple(fc.constantFrom(...pieces), fc.nat(), fc.nat())
  .map(([text, from, length]) => text.slice(from % (text.length + 1)).slice(0, length % (text.length + 1)))
const hostile = fc.array(
  fc.oneof(
    cutPiece,
    fc.constantFrom(...pieces),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\n', '"', '\\', '\\\\"', '\0', '[', '{'),
  ),
  { maxLength: 8 },
)

test('no text makes a parser throw', () => {
  fc.assert(
    fc.property(hostile, (parts) => {
      const text = parts.join('')
      for (const record of recordsOf(text)) {
        readEvents(record)
        readFacts(record)
        for (const module of [...events, ...facts]) module.read(record)
      }
      const line = text.split('\n')[0] ?? ''
      for (const transport of transports) transport.peel(line)
      for (const payload of payloads) if (payload.starts(line)) payload.read(text)
      for (const evidence of evidences) {
        evidence.accepts('etc/cni/net.d/a.conflist', text)
        evidence.read('etc/cni/net.d/a.conflist', text)
      }
    }),
    { numRuns: 300, seed: 20220426 },
  )
})
