import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportInput } from '../../src/report/input.ts'
import { section } from '../../src/report/sections/open-questions.ts'

const HOUR = 3_600_000_000

test('silences of the nodes hit, near the incident, are open questions', () => {
  const silence = (node: string, hour: number): object => ({
    kind: 'log-silence',
    node,
    source: `${node}.log`,
    time_us: hour * HOUR,
    value: '3600',
    text: `no line from ${hour} h`,
  })
  const input = {
    scope: {
      totals: { failures: 3, fromUs: 10 * HOUR, untilUs: 12 * HOUR },
      nodes: [{ node: 'n1', failures: 3 }],
      states: {},
    },
    verdict: { cause: 'cni-config-missing' },
    incident: undefined,
    file: { cniConfigs: () => [{}] },
    sources: [],
    nodes: [],
    facts: [silence('n1', 8), silence('n1', 9), silence('n1', 12), silence('n1', 13), silence('n2', 10)],
  }
  const items = section
    .build(input as unknown as ReportInput)
    .flatMap((block) => (block.type === 'list' ? block.items : []))
    .map((spans) => spans.map((span) => ('text' in span ? span.text : '')).join(''))
  assert.deepEqual(items, [
    'What happened while n1.log was silent? It has no line from 9 h.',
    'What happened while n1.log was silent? It has no line from 12 h.',
  ])
})

const asked = (cause: string, incident: object): readonly string[] =>
  section
    .build({
      scope: { totals: { failures: 1, fromUs: 0, untilUs: 0 }, nodes: [], states: {} },
      verdict: { cause, wouldChange: [] },
      incident: { onset_before: 1, trigger_kind: '', recovered_us: 1, ...incident },
      file: { cniConfigs: () => [] },
      sources: [],
      nodes: [],
      facts: [],
    } as unknown as ReportInput)
    .flatMap((block) => (block.type === 'list' ? block.items : []))
    .map((spans) => spans.map((span) => ('text' in span ? span.text : '')).join(''))

test('the CNI configuration is asked for only where it may have a say', () => {
  const asks = (cause: string): boolean => asked(cause, { first_us: HOUR }).some((item) => item.includes('CNI config'))
  assert.ok(asks('network-info-missing'))
  assert.ok(asks('unknown'))
  assert.ok(!asks('runtime-unavailable'))
  assert.ok(!asks('sandbox-image-failed'))
})

test('failures without a time are not said to stand at the start of the logs', () => {
  const [first, ...others] = asked('runtime-timeout', { first_us: 0 })
  assert.match(first ?? '', /^When did it begin, and what changed\? The failing records carry no absolute time/)
  assert.deepEqual(others, [])
})
