import { test } from 'node:test'
import { transport } from '../../../parsers/transports/kubectl-events.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    'Warning  FailedKillPod  25m  kubelet  x',
    'LAST SEEN   TYPE      REASON   OBJECT   MESSAGE',
    'I0426 Warning Failed x',
    '13m  Warning  FailedKillPod  text of no object',
    'two words Warning FailedKillPod pod/a x',
  ])
})
