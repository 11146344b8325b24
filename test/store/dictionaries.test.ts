import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PlacedEvent } from '../../src/model/event.ts'
import { built, event, sandboxId, summary } from './build.ts'

test('events of one wording share one message row', () => {
  const events = ['a', 'b', 'c'].map((digit, index) =>
    event({ line: index + 1, sandboxId: sandboxId(digit), message: `no network for ${sandboxId(digit)}` }),
  )
  const store = built([{ key: 'k', events, summary: summary({}) }])
  const file = store.caseFile()
  assert.deepEqual(file.sql('SELECT templated FROM message WHERE id > 0').rows, [{ templated: 1 }])
  assert.deepEqual(
    [...file.events({})].map((row) => row.message),
    events.map((one) => one.message),
  )
  store.close()
})

test('signatures that differ in any one field are told apart', () => {
  const variants = [
    {},
    { cause: 'unknown' },
    { component: 'kubelet' },
    { operation: 'RunPodSandbox' },
    { outcome: 'started' },
    { plugin: 'bridge' },
    { configVersion: '' },
    { supportedVersions: ['0.1.0'] },
    { supportedVersions: ['0.2.0'] },
    { kind: 'other' },
    { secondary: true },
    { podFrom: 'kobj' },
  ] as const
  const events = variants.map((part, index) => event({ line: index + 1, ...part }))
  const store = built([
    {
      key: 'k',
      events: [...events, ...events.map((one) => ({ ...one, byteOffset: one.byteOffset + 1 }))],
      summary: summary({}),
    },
  ])
  assert.equal(store.caseFile().sql('SELECT count(*) AS n FROM signature WHERE id > 0').rows[0]?.['n'], variants.length)
  store.close()
})

test('any text comes back from its template', () => {
  const word = fc.string({ maxLength: 6 })
  const parts = fc.record({ sandboxId: word, podUid: word, podName: word, message: fc.array(word, { maxLength: 5 }) })
  const inputs = fc.array(parts, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(inputs, (records) => {
      const events = records.map((record, index) => {
        const words = [record.sandboxId, ...record.message, record.podName, record.podUid, record.sandboxId]
        return event({ ...record, line: index + 1, message: words.join(' ') })
      })
      const store = built([{ key: 'k', events, summary: summary({}) }])
      const messages = store.caseFile().sql('SELECT message FROM event ORDER BY line').rows
      store.close()
      assert.deepEqual(
        messages,
        events.map((one) => ({ message: one.message })),
      )
    }),
    { numRuns: 30, seed: 1 },
  )
})

test('a case is the same whether events of a wording share the object of the wording or not', () => {
  const wordingOf = (n: number) => ({
    sandboxId: '',
    podNamespace: 'web',
    podName: `pod-${n % 5}`,
    podUid: '',
    attempt: undefined,
    varying: [],
  })
  const shared = Array.from({ length: 9 }, (_, n) => wordingOf(n))
  const eventOf = (n: number, line: number, places: ReturnType<typeof wordingOf>): PlacedEvent => {
    const utf8 = Buffer.from(`line ${line}`)
    const template = `message ${n % 7}`
    const packed = { places, placesFrom: 0, utf8, from: 0, to: utf8.length, template, isTemplate: n % 2 === 0 }
    return event({
      podNamespace: places.podNamespace,
      podName: places.podName,
      message: template,
      kind: `kind-${n % 3}`,
      line,
      packed,
    })
  }
  const tables = ['event_row', 'message', 'signature', 'pod']
  const dump = (events: readonly PlacedEvent[], generation: number): unknown[] => {
    const store = built([{ key: 'k', events, summary: summary({}) }], { generation })
    const rows = tables.map((table) => store.caseFile().sql(`SELECT * FROM ${table} ORDER BY id`).rows)
    store.close()
    return rows
  }
  const numbers = fc.array(fc.nat(8), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 4 }), (wordings, generation) => {
      const one = wordings.map((n, line) => eventOf(n, line + 1, shared[n] ?? wordingOf(n)))
      const each = wordings.map((n, line) => eventOf(n, line + 1, wordingOf(n)))
      assert.deepEqual(dump(one, generation), dump(each, generation))
    }),
    { numRuns: 60, seed: 1 },
  )
})
