import { test } from 'node:test'
import { transport } from '../../../parsers/transports/docker-json.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['{"log":1}', '{"log":"cut', '{"msg":"x"}'])
})
