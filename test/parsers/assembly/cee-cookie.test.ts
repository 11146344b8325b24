import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPayload, startsPayload } from '../../../parsers/assembly/read-payload.ts'

const OBJECT =
  '{"error":"invalid version \\"\\"","level":"error","msg":"StopPodSandbox for \\"b\\" failed","time":"2022-04-26T00:43:24Z"}'

test('an object behind the cookie of syslog is read as one without', () => {
  const plain = readPayload(OBJECT)
  for (const cookie of ['@cee:', '@cee: ']) {
    const read = readPayload(`${cookie}${OBJECT}`)
    assert.ok(startsPayload(`${cookie}${OBJECT}`))
    assert.deepEqual(
      [read.payload, read.message, read.error],
      ['logrus-json', 'StopPodSandbox for "b" failed', 'invalid version ""'],
    )
    assert.deepEqual(read.stamp, plain.stamp)
  }
})

test('a text that only speaks of the cookie stays a plain message', () => {
  const read = readPayload(`parse of @cee: failed: ${OBJECT}`)
  assert.equal(read.payload, 'plain-message')
  assert.ok(!startsPayload('@cee: no object'))
})
