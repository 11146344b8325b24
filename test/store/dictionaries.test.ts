import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
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
