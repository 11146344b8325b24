import { test } from 'node:test'
import { transport } from '../../../parsers/transports/syslog-rfc3164.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    'Apr 16 00:43:21 node-a kubelet[812]: x',
    'Apr  6 00:43:21.5 node-a kubelet[812]: x',
    'Apr  6 00:43:21 node-a words without a tag',
  ])
})
