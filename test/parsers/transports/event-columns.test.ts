import { test } from 'node:test'
import { transport } from '../../../parsers/transports/event-columns.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2022-04-26T00:43:24Z   node-a   web-0   BackOff   Back-off restarting failed container',
    '13m   Warning   FailedCreatePodSandBox   pod/web-0   Failed to create pod sandbox: x',
    '2022-04-26T00:43:24Z FailedCreatePodSandBox is what kubelet says',
  ])
})
