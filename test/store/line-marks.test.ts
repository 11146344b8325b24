import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlacedEvent } from '../../src/model/event.ts'
import { type BuiltSource, built, event, summary } from './build.ts'

const source = (key: string, path: string, events: readonly PlacedEvent[]): BuiltSource => ({
  key,
  events,
  summary: summary({ path }),
})

const LINES = [3, 4, 4, 10, 40, 41, 900]

test('the last event at or before a line is found, of those on one line', () => {
  const store = built([
    source(
      'one',
      'a.log',
      LINES.map((line, i) => event({ line, ord: line === LINES[i - 1] ? 1 : 0 })),
    ),
    source(
      'two',
      'b.log',
      [1, 5, 9].map((line) => event({ line, lineEnd: line === 5 ? 7 : line })),
    ),
    source('three', 'twice.log', [event({ line: 7 })]),
    source('four', 'twice.log', [event({ line: 8 })]),
    source('five', 'none.log', []),
  ])
  const { markBefore, close } = store.caseFile()
  const last = (path: string, line: number): number => markBefore(path, line)?.line ?? 0
  for (const line of [1, 2, 3, 4, 5, 9, 10, 11, 39, 40, 41, 42, 899, 900, 901, 5000]) {
    assert.equal(last('a.log', line), LINES.findLast((one) => one <= line) ?? 0, `line ${line}`)
  }
  assert.deepEqual(markBefore('a.log', 39), { line: 10, byteOffset: 1000 })
  assert.deepEqual(
    [1, 4, 5, 8, 9].map((line) => last('b.log', line)),
    [1, 1, 1, 1, 9],
  )
  for (const path of ['twice.log', 'none.log', 'absent.log']) assert.equal(markBefore(path, 100), undefined)
  close()
})
