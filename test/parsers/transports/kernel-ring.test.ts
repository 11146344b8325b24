import { test } from 'node:test'
import { transport } from '../../../parsers/transports/kernel-ring.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['[talos] text', '[12345.678901]text', '[12345.678901'])
})
