import { test } from 'node:test'
import { transport } from '../../../parsers/transports/otel-debug.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['Body: Str(hello)', 'Body: Apr 26 00:43:24 node-a kubelet[812]: x'])
})
