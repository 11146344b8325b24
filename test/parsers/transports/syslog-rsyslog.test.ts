import { test } from 'node:test'
import { transport } from '../../../parsers/transports/syslog-rsyslog.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2022-04-26T00:43:21Z stdout F x',
    '2022-04-26T00:43:21Z kubelet[812]: x',
    '2022-04-26T00:43:21 node-a kubelet[812]: x',
    '2022-04-26T00:43:24.518165483Z E0426 00:43:24.518165    1187 remote_runtime.go:176] "RunPodSandbox from runtime service failed: x"',
    '2022-04-26T00:43:24Z [error] DelegateAdd: cannot set',
  ])
})
