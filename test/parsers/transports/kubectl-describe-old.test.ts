import { test } from 'node:test'
import { transport } from '../../../parsers/transports/kubectl-describe-old.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '5m 2s kubelet, node-a Warning FailedSync x',
    'Warning: this is text',
    '  Type     Reason  Age  From  Message',
  ])
})
