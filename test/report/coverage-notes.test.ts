import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Block } from '../../src/model/block.ts'
import { coverageNotes } from '../../src/report/coverage-notes.ts'
import type { ReportInput } from '../../src/report/input.ts'

function texts(input: unknown): readonly string[] {
  const items = (block: Block): readonly string[] => {
    if (block.type === 'heading') return [`# ${block.text}`]
    return block.type === 'list'
      ? block.items.map((spans) => spans.map((span) => ('text' in span ? span.text : '')).join(''))
      : []
  }
  return coverageNotes(input as ReportInput).flatMap(items)
}
const fact = (kind: string, value: string, text: string): object => ({ kind, value, text, source: 'a.log', line: 3 })
const source = (path: string, counts: object): object => ({
  path,
  detail: JSON.stringify({ notUnderstood: [], counts }),
})

test('missing logs, silences, clocks and counts are told', () => {
  const input = {
    facts: [
      fact('log-missing', 'no containerd log from n1', 'kind export logs: k/'),
      fact('log-limit', 'last 7 days', 'x'),
      fact('suppressed', '1874', 'Suppressed 1874 messages from kubelet.service'),
      fact('clock-skew', '30', "n1's clock is 30 s ahead of n2's."),
      { ...fact('log-silence', '10800', 'no line from A to B UTC (3 h)'), node: 'n1' },
      { ...fact('log-silence', '600', 'no line from C to D UTC (10 min)'), node: '' },
      { ...fact('log-copy', '1', 'x'), component: 'b.log' },
      { ...fact('log-copy', '1874', 'x'), component: 'b.log', source: 'c.log' },
      fact('version', '1.6.2', 'x'),
    ],
    sources: [
      source('a.log', { 'cut records': 2 }),
      source('b.log', { 'cut records': 1, 'NUL bytes': 9 }),
      { path: 'c', detail: '' },
    ],
  }
  assert.deepEqual(texts(input), [
    '# Missing from the bundles',
    'no containerd log from n1 (kind export logs: k/)',
    'last 7 days (x)',
    '# Silences and dropped messages',
    'a.log:3: Suppressed 1874 messages from kubelet.service',
    'a.log:3 of n1: no line from A to B UTC (3 h)',
    'a.log:3: no line from C to D UTC (10 min)',
    '# Logs found twice',
    'a.log: 1 event folded as a copy of what stands in b.log',
    'c.log: 1874 events folded as copies of what stands in b.log',
    '# Clocks that differ',
    "n1's clock is 30 s ahead of n2's. Reported only: no time was changed.",
    '# Noted while reading',
    'NUL bytes: 9 in 1 source, first b.log',
    'cut records: 3 in 2 sources, first a.log',
  ])
})

test('nothing to tell makes no heading, much is cut', () => {
  assert.deepEqual(texts({ facts: [], sources: [] }), [])
  const many = Array.from({ length: 45 }, (_, i) => fact('suppressed', `${i}`, 'x'))
  assert.equal(texts({ facts: many, sources: [] }).at(-1), 'and 5 more')
})
