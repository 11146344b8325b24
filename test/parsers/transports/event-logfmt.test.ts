import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peelLine } from '../../../parsers/assembly/peel-line.ts'
import { transport } from '../../../parsers/transports/event-logfmt.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    'name=web-0 level=info msg="reason=x"',
    'level=info reason=x msg=a',
    'name=web-0 reason=x msg=a',
  ])
})

test('what logcli prints of one has the time of the stream', () => {
  const line = `2022-04-26T00:43:24Z {job="k8s-events", namespace="shop"} ${transport.samples[0]?.line ?? ''}`
  const { k8sEvent, stamp } = peelLine(line)
  assert.equal(k8sEvent?.name, 'web-0')
  assert.equal(stamp?.kind, 'calendar')
})
