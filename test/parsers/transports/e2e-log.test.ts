import { test } from 'node:test'
import { transport } from '../../../parsers/transports/e2e-log.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['Jan 29 06:41:25.617: OTHER: text', 'Jan 29 06:41:25 node-a kubelet[1]: x'])
})
