import { test } from 'node:test'
import { payload } from '../../../parsers/payloads/azure-vnet-log.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are read as they say, and cut texts do no harm', () => {
  checkSamples(payload)
  checkCuts(payload)
})

test('texts of other loggers are left alone', () => {
  checkRefused(payload, ['2021/02/12 00:07:06 plain text', '2021-02-12 00:07:06 [1] [cni] x'])
})
