import { test } from 'node:test'
import { transport } from '../../../parsers/transports/syslog-rfc5424.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['<30>Apr 26 00:43:21 node-a kubelet[812]: x', '<30>1 2022-04-26T00:43:21Z', '30>1 x'])
})
