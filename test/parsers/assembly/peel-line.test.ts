import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peelLine } from '../../../parsers/assembly/peel-line.ts'

const INNER = 'Apr 26 00:43:24 node-b kubelet[812]: text'

test('a prefix is taken off; the inner layer knows better', () => {
  const peeled = peelLine(`10.5.0.2: ${INNER}`)
  assert.equal(peeled.transport, 'journald-short')
  assert.equal(peeled.host, 'node-b')
  assert.equal(peeled.text, 'text')
})

test('what the inner layer lacks comes from the prefix', () => {
  const peeled = peelLine('10.5.0.2: time="2022-04-26T00:43:24Z" level=info msg=a')
  assert.equal(peeled.transport, 'node-prefix')
  assert.equal(peeled.host, '10.5.0.2')
  assert.equal(peelLine(`<30>${INNER}`).transport, 'journald-short')
  const pod = peelLine('[pod/web-0/app] 2022-04-26T00:43:24.518165483Z text')
  assert.equal(pod.ident, 'app')
  assert.equal(pod.workload, true)
  assert.equal(pod.stamp?.kind, 'calendar')
})

test('marks of pagers are taken off and counted, closing marks of the text are not', () => {
  const long = 'Apr 26 00:43:24 node-a kubelet[812]: a text that is long enough to be cut at the edge'
  assert.equal(peelLine(`${long}>`).cut, true)
  assert.equal(peelLine(`${long}…`).cut, true)
  for (const end of [' err=<nil>', ' a->', ' a=>', ' <invalid>']) assert.equal(peelLine(long + end).cut, false, end)
  assert.equal(peelLine('short>').cut, false)
})

test('repeated messages are what they repeat', () => {
  assert.equal(peelLine('Apr  6 00:43:24 node-a kubelet[812]: message repeated 5 times: [ text]').text, 'text')
  assert.equal(peelLine('Apr  6 00:43:24 node-a kubelet[812]: message repeated 5 times: [ cut').text, 'cut')
  assert.equal(peelLine('Apr  6 00:43:24 node-a kubelet[812]: message repeated often').text, 'message repeated often')
})

test('a byte order mark is no part of the line', () => {
  assert.equal(peelLine(`\uFEFF${INNER}`).transport, 'journald-short')
})

test('anything else is bare', () => {
  assert.equal(peelLine('some words').transport, 'bare')
  assert.equal(peelLine('').text, '')
})
