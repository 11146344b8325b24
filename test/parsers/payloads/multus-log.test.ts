import { test } from 'node:test'
import { payload } from '../../../parsers/payloads/multus-log.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are read as they say, and cut texts do no harm', () => {
  checkSamples(payload)
  checkCuts(payload)
})

test('texts of other loggers are left alone', () => {
  checkRefused(payload, ['2022-04-26T00:43:24Z error text', '[error] text'])
})
