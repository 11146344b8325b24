import { test } from 'node:test'
import { transport } from '../../../parsers/transports/aws-logs-tail.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2022-04-26T00:43:24+00:00 node-a kubelet[812]: E0426 00:43:24.518120     812 a.go:1] x',
    '2022-04-26T00:43:24.518165+00:00 E0426 00:43:24.518120     812 a.go:1] x',
    '2022-04-26T00:43:24Z {host="node-a"}   x',
    '2022-04-26 00:43:24 web {"message":"a"}',
  ])
})
