import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDumpedEvent } from '../../../parsers/grammar/dumped-event.ts'
import { readAge, readEventAge } from '../../../parsers/grammar/event-age.ts'
import { readEventRow } from '../../../parsers/grammar/event-row.ts'
import { readEventSource } from '../../../parsers/grammar/event-source.ts'

test('ages and repeats', () => {
  assert.deepEqual(readAge('2d4h'), { kind: 'age', us: 187_200_000_000 })
  assert.equal(readAge('<unknown>'), undefined)
  assert.deepEqual(readEventAge('9m29s (x1836 over 44m)  kubelet', 0), {
    last: readAge('9m29s'),
    first: readAge('44m'),
    count: 1836,
    end: 22,
  })
  assert.deepEqual(readEventAge('3m (x3)', 0), { last: readAge('3m'), first: readAge('3m'), count: 3, end: 7 })
  assert.deepEqual(readEventAge('<invalid> (x3 over <invalid>)', 0), {
    last: undefined,
    first: undefined,
    count: 3,
    end: 29,
  })
  assert.equal(readEventAge('soon', 0), undefined)
})

test('sources', () => {
  assert.deepEqual(readEventSource('kubelet, node-a  Failed', 0), { component: 'kubelet', host: 'node-a', end: 17 })
  assert.deepEqual(readEventSource('default-scheduler Successfully', 0), {
    component: 'default-scheduler',
    host: '',
    end: 18,
  })
  assert.deepEqual(readEventSource('Failed to', 0), { component: '', host: '', end: 0 })
  assert.deepEqual(readEventSource('(x)', 0), { component: '', host: '', end: 0 })
})

test('all layouts of the table give object, node, count and message', () => {
  const rows: readonly (readonly [string, string, string, string, number])[] = [
    ['13m  Warning  FailedKillPod  pod/web-0  text here', 'web-0', '', '', 1],
    ['shop  13m  Warning  FailedKillPod  pod/web-0  text here', 'web-0', 'shop', '', 1],
    ['shop  4m (x12 over 9m)  Warning  FailedKillPod  Pod/web-0  text here', 'web-0', 'shop', '', 12],
    [
      '13m  Warning  FailedKillPod  pod/web-0  spec.containers{a}  kubelet, node-a  text here  44m  17  web-0.16f0a1b2',
      'web-0',
      '',
      'node-a',
      17,
    ],
    [
      '2m  9m  3  web-0.15f0a1b2c3d4e5f6  Pod    Warning  FailedKillPod  kubelet, node-a  text here',
      'web-0',
      '',
      'node-a',
      3,
    ],
    ['13m  Warning  FailedKillPod  Pod  text here', '', '', '', 1],
  ]
  for (const [row, name, namespace, node, count] of rows) {
    const read = readEventRow(row)
    assert.equal(read?.message.trim(), 'text here', row)
    assert.deepEqual(
      [read?.event.kind, read?.event.name, read?.event.namespace, read?.event.node, read?.event.count],
      ['Pod', name, namespace, node, count],
      row,
    )
    assert.equal(read?.event.reason, 'FailedKillPod')
  }
})

test('other lines are no rows', () => {
  for (const row of [
    'Warning  FailedKillPod  13m  kubelet  x',
    '13m  Warning  FailedKillPod  ',
    '13m x y Warning FailedKillPod pod/a x',
    'Some Words Warning FailedKillPod pod/a x',
    '13m Warning lower pod/a x',
    '2m 9m x web-0 Pod Warning FailedKillPod kubelet x',
  ]) {
    assert.equal(readEventRow(row), undefined, row)
  }
})

test('an event dumped by an e2e test', () => {
  const read = readDumpedEvent(
    'At 2021-01-29 06:36:50.5 +0000 UTC m=+3.5 - event for web-0: {kubelet node-a} FailedKillPod: text',
  )
  assert.equal(read?.message, 'text')
  assert.equal(read?.event.node, 'node-a')
  assert.equal(readDumpedEvent('At noon'), undefined)
  assert.equal(readDumpedEvent('event for web-0'), undefined)
})
