import { test } from 'node:test'
import { transport } from '../../../parsers/transports/journald-short-unix.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['1650933804 node-a kubelet[812]: x', '165.5 node-a kubelet[812]: x', '1650933804.518165 '])
})
