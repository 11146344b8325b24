import { test } from 'node:test'
import { transport } from '../../../parsers/transports/syslog-pri.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['<30x>text', '<nil>', '< 30>x'])
})
