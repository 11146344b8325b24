import { test } from 'node:test'
import { transport } from '../../../parsers/transports/openshift-monitor.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    'Jul 18 06:12:44.000 I node/node-a reason/Rebooted x',
    'strings.Contains(event.Message, "reason/FailedCreatePodSandBox Failed to create pod sandbox")',
    'ns/web pod/web-0 is gone',
  ])
})
