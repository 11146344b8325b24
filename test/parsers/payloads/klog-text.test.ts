import { test } from 'node:test'
import { payload } from '../../../parsers/payloads/klog-text.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are read as they say, and cut texts do no harm', () => {
  checkSamples(payload)
  checkCuts(payload)
})

test('texts of other loggers are left alone', () => {
  checkRefused(payload, [
    'X0426 00:43:24.518120     812 a.go:1] x',
    'E1326 00:43:24.518120     812 a.go:1] x',
    'E0426 00:43:24.518120     812 no caller',
    'E0426 00:43:24.518120a.go:1] x',
    'E0400 00:43:24.518120     812 a.go:1] x',
    'E0426 0x:43:24.518120     812 a.go:1] x',
  ])
})
