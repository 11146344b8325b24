import { test } from 'node:test'
import { transport } from '../../../parsers/transports/quoted.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, ['# a comment', '> mail', '    indented words', '12 apples', 'level=info msg=a'])
})
