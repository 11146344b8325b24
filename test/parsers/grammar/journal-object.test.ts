import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { peelJournalObject } from '../../../parsers/grammar/journal-object.ts'
import { peelObject } from '../../../parsers/grammar/json-record.ts'

const MESSAGE = 'E0426 00:43:24.518120    1205 a.go:1] "x"'

test('an object of the journal is peeled as any other', () => {
  const name = fc.constantFrom(
    'MESSAGE',
    '_SOURCE_REALTIME_TIMESTAMP',
    '__REALTIME_TIMESTAMP',
    '_HOSTNAME',
    'SYSLOG_IDENTIFIER',
    '_SYSTEMD_UNIT',
    '_COMM',
    '_PID',
    'SYSLOG_PID',
    'CONTAINER_NAME',
    'PRIORITY',
  )
  const value = fc.constantFrom(
    '',
    'text',
    `${MESSAGE}\n`,
    '1650933804518165',
    '1650933804',
    '7',
    'node-7',
    '{"log":"a"}',
  )
  let quick = 0
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 11 }), fc.boolean(), (texts, isBytes) => {
      const record =
        isBytes && texts.MESSAGE !== undefined ? { ...texts, MESSAGE: [...Buffer.from(texts.MESSAGE)] } : texts
      const peeled = peelJournalObject(record)
      if (peeled === undefined) return
      quick++
      assert.deepEqual(peeled, peelObject(record))
    }),
    { numRuns: 2000 },
  )
  assert.ok(quick > 100, `only ${quick} were peeled`)
})

test('what may be read otherwise is left to the reader of all objects', () => {
  assert.ok(peelJournalObject({ MESSAGE }))
  for (const record of [
    { MESSAGE: [104, 256] },
    { MESSAGE: [] },
    { MESSAGE, _HOSTNAME: [104, 105] },
    { MESSAGE: [MESSAGE, MESSAGE] },
    { MESSAGE: '' },
    { MESSAGE: JSON.stringify({ MESSAGE, host: 'node-b' }) },
    { MESSAGE, _HOSTNAME: ['node-a', 'node-b'] },
    { MESSAGE, _HOSTNAME: null },
    { MESSAGE, host: 'node-a' },
    { MESSAGE, 'kubernetes.container_name': 'app' },
    { MESSAGE, __REALTIME_TIMESTAMP: '2022-04-26T00:43:24Z' },
    { message: MESSAGE },
    { _HOSTNAME: 'node-a' },
  ]) {
    assert.equal(peelJournalObject(record), undefined, JSON.stringify(record))
  }
})
