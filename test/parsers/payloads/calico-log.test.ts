import { test } from 'node:test'
import { payload } from '../../../parsers/payloads/calico-log.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are read as they say, and cut texts do no harm', () => {
  checkSamples(payload)
  checkCuts(payload)
})

test('texts of other loggers are left alone', () => {
  checkRefused(payload, ['2022-07-01 09:31:06.551 INFO text', '2022-07-01T09:31:06Z [error] x'])
})
