import { test } from 'node:test'
import { transport } from '../../../parsers/transports/compose-bar.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['k3s-1 | hello', 'no bar here', 'time="2022-04-26T00:43:24Z" level=info msg="a | b"'])
})
