import { test } from 'node:test'
import { transport } from '../../../parsers/transports/loki-logcli.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2022-04-26T00:43:24Z kubelet-eks.daemon[812]: {a}',
    '2022-04-26T00:43:24Z {"message":"a"}',
    '{host="node-a"} x',
  ])
})
