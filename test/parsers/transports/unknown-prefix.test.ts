import { test } from 'node:test'
import { transport } from '../../../parsers/transports/unknown-prefix.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '{"a":"x E0426 00:43:24.518120     812 a.go:1] y"}',
    'level=error msg="stderr time=\\"2022\\""',
    'no head at all',
    'E0426 00:43:24.518120     812 a.go:1] y',
  ])
})
