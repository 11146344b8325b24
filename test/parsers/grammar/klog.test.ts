import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isKlogHead, readKlogHead } from '../../../parsers/grammar/klog.ts'
import { readKlogBody } from '../../../parsers/grammar/klog-body.ts'

test('the header gives level, time, process and caller', () => {
  const head = readKlogHead('W0426 00:43:24.518120 1067481 cni.go:243] text')
  assert.equal(head?.level, 'warning')
  assert.equal(head?.pid, '1067481')
  assert.equal(head?.caller, 'cni.go:243')
  assert.equal(head?.bodyAt, 'W0426 00:43:24.518120 1067481 cni.go:243] '.length)
  assert.deepEqual(head?.stamp, {
    kind: 'calendar',
    year: 0,
    month: 4,
    day: 26,
    dayUs: 2_604_518_120,
    offsetMin: undefined,
  })
})

test('newer glog has the year', () => {
  const head = readKlogHead('I20220426 00:43:24.518120     812 a.go:1] text')
  assert.deepEqual(head?.stamp, {
    kind: 'calendar',
    year: 2022,
    month: 4,
    day: 26,
    dayUs: 2_604_518_120,
    offsetMin: undefined,
  })
})

test('a copy may lack the process id', () => {
  const head = readKlogHead('E0426 00:43:24.518120 a.go:1] x')
  assert.equal(head?.pid, '')
  assert.equal(head?.caller, 'a.go:1')
})

test('what only looks like a header is none', () => {
  for (const text of [
    'E426 00:43:24.5 1 a.go:1] x',
    'E0426 00:43:24.518120     812 a b.go:1] x',
    'E0426 00:43:24.518120     812 a.go:x] y',
    'E0432 00:43:24.518120     812 a.go:1] x',
    'E0426 00:43:24,518120',
    '',
  ]) {
    assert.equal(readKlogHead(text), undefined, text)
  }
  assert.equal(isKlogHead('E0426 00:43:24.518120'), true)
  assert.equal(isKlogHead('xE0426 00:43:24.518120', 1), true)
})

test('a header without blank behind it still has a body', () => {
  const text = 'E0426 00:43:24.518120     812 a.go:1]text'
  assert.equal(readKlogBody(text, readKlogHead(text)?.bodyAt).message, 'text')
})

test('a structured body has a message and fields, whatever the klog version', () => {
  const body = readKlogBody(
    '"Error syncing pod" err="a \\"b\\"" pod="ns/web-0" podUID=1111 podSandboxID={Type:containerd ID:abc} event={"ID":"a b","Type":"x"}',
  )
  assert.equal(body.message, 'Error syncing pod')
  assert.equal(body.fields?.get('err'), 'a "b"')
  assert.equal(body.fields?.get('podUID'), '1111')
  assert.equal(body.fields?.get('podSandboxID'), '{Type:containerd ID:abc}')
  assert.equal(body.fields?.get('event'), '{"ID":"a b","Type":"x"}')
  assert.equal(body.open, false)
})

test('a message whose quotes lost their escapes is read as it stands', () => {
  assert.equal(readKlogBody('"Stop "b" failed" err="x"').message, 'Stop "b" failed')
})

test('free text and an open message', () => {
  assert.deepEqual(readKlogBody('free text'), { message: 'free text', fields: undefined, open: false })
  assert.deepEqual(readKlogBody('"cut'), { message: 'cut', fields: undefined, open: true })
})

test('a head without process id and caller ends behind its time', () => {
  const text = 'E0325 14:23:07.658397 "Failed to stop sandbox" err="x"'
  const head = readKlogHead(text)
  assert.deepEqual([head?.pid, head?.caller, text.slice(head?.bodyAt)], ['', '', '"Failed to stop sandbox" err="x"'])
  assert.equal(readKlogHead('E0325 14:23:07.658397 words'), undefined)
})
