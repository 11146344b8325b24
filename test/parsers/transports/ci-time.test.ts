import { test } from 'node:test'
import { transport } from '../../../parsers/transports/ci-time.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '[2022-04-26T00:43:24.518Z] some text of a step',
    '[2022-04-26T00:43:24.518Z][1][info] x',
    '[  334.009087] E0426 00:43:24.518120     812 a.go:1] x',
    '[ERROR] E0426 00:43:24.518120     812 a.go:1] x',
    '2022-04-26T00:43:24.518165Z E0426 00:43:24.518120     812 a.go:1] x',
    '2022-04-26T00:43:24.518165+00:00 node-a kubelet[812]: E0426 00:43:24.518120     812 a.go:1] x',
    '2022-04-26T00:43:24+00:00\tkubelet.log\t{"message":"a"}',
  ])
})
