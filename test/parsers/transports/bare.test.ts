import { test } from 'node:test'
import { transport } from '../../../parsers/transports/bare.ts'
import { checkCuts, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})
