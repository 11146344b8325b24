import { test } from 'node:test'
import { payload } from '../../../parsers/payloads/logrus-text.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are read as they say, and cut texts do no harm', () => {
  checkSamples(payload)
  checkCuts(payload)
})

test('texts of other loggers are left alone', () => {
  checkRefused(payload, ['timeout=3', 'time="now"', 'level=loud msg=x', 'msg="', 'time="2022" x'])
})
