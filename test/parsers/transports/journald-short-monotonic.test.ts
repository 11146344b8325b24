import { test } from 'node:test'
import { transport } from '../../../parsers/transports/journald-short-monotonic.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['[    6.500000] text without sender', '[    6.500000] a: b', '[6] x'])
})
