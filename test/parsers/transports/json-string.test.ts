import { test } from 'node:test'
import { transport } from '../../../parsers/transports/json-string.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '  "just a text",',
    '"cmd": "level=info msg=a"',
    '"level=info msg=a',
    '"two\\nlevel=info msg=a"',
  ])
})
