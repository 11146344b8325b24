import { test } from 'node:test'
import { transport } from '../../../parsers/transports/journald-short-iso-precise.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2022-04-26T00:43:24+0000 node-a kubelet[812]: x',
    '2022-04-26T00:43:24.518165+00:00 node-a kubelet[812]: x',
    '2022-04-26T00:43:24.518165+0000 ',
  ])
})
