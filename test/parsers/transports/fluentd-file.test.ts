import { test } from 'node:test'
import { transport } from '../../../parsers/transports/fluentd-file.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2022-04-26T00:43:24Z kubelet.log {"message":"a"}',
    '2022-04-26T00:43:24Z\tkubelet.log\tnot an object}',
    '{"message":"a"}',
  ])
})
