import { test } from 'node:test'
import { transport } from '../../../parsers/transports/journald-short-iso.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2022-04-26T00:43:24.5+0000 node-a kubelet[812]: x',
    '2022-04-26T00:43:24Z node-a kubelet[812]: x',
    '2022-04-26T00:43:24 node-a kubelet[812]: x',
    '2022-04-26T00:43:24+0000 [error] x: y',
  ])
})
