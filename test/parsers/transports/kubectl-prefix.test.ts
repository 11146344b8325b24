import { test } from 'node:test'
import { transport } from '../../../parsers/transports/kubectl-prefix.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['[web-0 app] text', '[pod/web-0] text', 'pod/web-0/app text'])
})
