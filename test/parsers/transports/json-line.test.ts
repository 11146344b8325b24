import { test } from 'node:test'
import { transport } from '../../../parsers/transports/json-line.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '{"level":"info","msg":"x","time":"2022"}',
    '{"a":1}',
    '{"MESSAGE":null}',
    '[1]',
    '{"MESSAGE":',
  ])
})
