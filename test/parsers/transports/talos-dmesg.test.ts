import { test } from 'node:test'
import { transport } from '../../../parsers/transports/talos-dmesg.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['user: warning: [12.5]: text', 'user: warning: text'])
})
