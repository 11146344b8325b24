import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transport as journaldIso } from '../../../parsers/transports/journald-short-iso.ts'
import { transport } from '../../../parsers/transports/syslog-fields.ts'
import { transport as rsyslog } from '../../../parsers/transports/syslog-rsyslog.ts'

const LINE =
  '2024-02-07T02:49:40.739537+00:00 node-a kubelet 24578 - -  E0207 02:49:40.739041   24578 a.go:72] "Failed" err="rpc error: code = x"'

test('the fields give host, program and process id, and the text begins behind them', () => {
  const peeled = transport.peel(LINE)
  assert.equal(peeled?.host, 'node-a')
  assert.equal(peeled?.ident, 'kubelet')
  assert.equal(peeled?.pid, '24578')
  assert.ok(peeled?.text.startsWith('E0207 02:49:40.739041'))
})

test('a tag, a missing zone or a sentence is not this form', () => {
  for (const line of [
    '2024-02-07T02:49:40Z node-a kubelet[812]: text - - more',
    '2024-02-07T02:49:40 node-a kubelet 812 - - text',
    '2024-02-07T02:49:40Z stdout F kubelet said x - - y',
  ])
    assert.equal(transport.peel(line), undefined, line)
})

test('a colon far inside a quotation or behind the fields ends no tag', () => {
  assert.equal(rsyslog.peel(LINE), undefined)
  const plain = '2024-02-07T02:49:40Z node-a kubelet 24578 - - E0207 02:49:40.739041   24578 a.go:72] Failed: x'
  assert.deepEqual([rsyslog.peel(plain), journaldIso.peel(plain)], [undefined, undefined])
  assert.equal(transport.peel(plain)?.ident, 'kubelet')
})
