import { test } from 'node:test'
import { payload } from '../../../parsers/payloads/klog-cut.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are read as they say, and cut texts do no harm', () => {
  checkSamples(payload)
  checkCuts(payload)
})

test('texts of other loggers are left alone', () => {
  checkRefused(payload, ['12:44:57 9 kubelet.go:1808] x', '12:44:57.602374 x'])
})
