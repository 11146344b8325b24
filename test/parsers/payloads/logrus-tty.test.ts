import { test } from 'node:test'
import { payload } from '../../../parsers/payloads/logrus-tty.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are read as they say, and cut texts do no harm', () => {
  checkSamples(payload)
  checkCuts(payload)
})

test('texts of other loggers are left alone', () => {
  checkRefused(payload, ['ERRO text', 'WORD[0000] text', 'erro[0000] text', 'ERRO[] text', 'ERRO[0000 text', 'E[0] x'])
})
