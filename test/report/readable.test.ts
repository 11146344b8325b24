import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FactRow, SourceRow } from '../../src/model/case-file.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { renderReport } from '../../src/report/index.ts'
import { assumedClockWords } from '../../src/report/year-words.ts'
import { consequence } from './cases.ts'
import { at, type FakeRows, fakeCase, fakeVerdict } from './fake-case.ts'

const MINUTE = 60_000_000
const first = at('2022-07-01T08:00:00Z')

/** Two pods whose set-ups time out, with the facts given. */
function report(
  facts: readonly Partial<FactRow>[],
  more: FakeRows & {
    readonly verdict?: Partial<Verdict>
    readonly pods?: readonly string[]
    readonly lastsUs?: number
  } = {},
): string {
  const { verdict, pods = ['p0', 'p1'], lastsUs = 2 * MINUTE, ...rows } = more
  const failures = pods.flatMap((pod_name, i) =>
    [0, lastsUs].map((after, j) => ({
      id: i * 2 + j + 1,
      node: 'n1',
      operation: 'RunPodSandbox' as const,
      cause: 'runtime-timeout' as const,
      pod_name,
      first_us: first + after + i,
      last_us: first + after + i,
      incident_id: 1,
      source: 'n1/k.log',
      line: 10 + i * 2 + j,
    })),
  )
  const file = fakeCase({
    failures,
    events: failures.map((row) => ({ ...row, failure_id: row.id, time_us: row.first_us })),
    incidents: [
      {
        cause: 'runtime-timeout',
        operation: 'RunPodSandbox',
        first_us: first,
        last_us: first + lastsUs,
        nodes: 'n1',
        failures: 4,
      },
    ],
    facts: facts.map((fact, i) => ({ id: i + 1, node: 'n1', source: 'n1/messages', line: i + 1, ...fact })),
    sources: [{ path: 'n1/k.log', node: 'n1', bytes: 9, lines: 9, first_us: first, last_us: first + lastsUs }],
    ...rows,
  })
  return renderReport(file, fakeVerdict({ cause: 'runtime-timeout', incidentId: 1, ...verdict }), { format: 'md' })
}

test('a condition that is told again and again is one row; starts stay apart', () => {
  const text = report([
    ...[0, 1, 2].map((i) => ({ kind: 'hang' as const, value: 'task containerd blocked', time_us: first + i * MINUTE })),
    ...[0, 2].map((i) => ({
      kind: 'runtime-start' as const,
      component: 'containerd',
      value: '1.6.2',
      time_us: first + i * MINUTE,
    })),
  ])
  assert.match(text, /`hangs: task containerd blocked`, \*\*x3 until 08:02\*\* \| `n1\/messages:1` \|/)
  assert.equal(text.match(/\| `hangs: /g)?.length, 1)
  assert.equal(text.match(/\| `containerd 1\.6\.2 started` \|/g)?.length, 2)
})

test('what ended the failures is sought after the first of them', () => {
  const start = { kind: 'runtime-start' as const, component: 'containerd' }
  const incident = {
    cause: 'runtime-timeout' as const,
    operation: 'RunPodSandbox' as const,
    first_us: first,
    last_us: first + 2 * MINUTE,
    recovered_us: first + 3 * MINUTE,
    nodes: 'n1',
  }
  const text = report(
    [
      { ...start, value: '1.6.2', time_us: first - MINUTE },
      { ...start, value: '1.6.4', time_us: first + 2 * MINUTE },
    ],
    { incidents: [incident] },
  )
  const listed = text.slice(text.indexOf('this change shortly before may have ended the failures:')).split('\n\n')[1]
  assert.match(listed ?? '', /^- 2022-07-01 08:02:00 UTC `n1` `containerd 1\.6\.4 started`[^\n]*$/)
})

test('a line that tells of a changed configuration and why it could not be loaded is one row', () => {
  const place = { time_us: first, source: 'n1/c.log', line: 7 }
  const text = report([
    { kind: 'config-change', value: '/etc/cni/net.d/a.conflist', ...place },
    { kind: 'config-load-failed', value: 'unexpected end of JSON', ...place },
    { kind: 'config-change', value: '/etc/cni/net.d/b.conflist', ...place, line: 8 },
  ])
  assert.equal(text.match(/n1\/c\.log:7`/g)?.length, 1)
  assert.match(text, /could not be loaded: unexpected end of JSON/)
  assert.match(text, /CNI configuration changed: \/etc\/cni\/net\.d\/b\.conflist/)
})

test('Mermaid gets bars for what lasts, diamonds for what does not, no name it would read as a statement, and dates where days differ', () => {
  const short = report([], { pods: ['title x', '2022-04-26', 'gantt', 'a:b#c;d'] })
  const chart = /```mermaid\n([\s\S]*?)```/.exec(short)?.[1] ?? ''
  assert.match(chart, /^gantt\n {2}title .*\n {2}dateFormat YYYY-MM-DDTHH:mm:ss\n {2}axisFormat %H:%M\n/)
  for (const name of ['pod title x', 'pod 2022-04-26', 'pod gantt', 'a b c d'])
    assert.ok(chart.includes(`\n  ${name} x2 :crit, 2022-07-01T08:00:00, 2022-07-01T08:02:00\n`), chart)
  assert.match(report([], { lastsUs: 10 }), /\n {2}p0 x2 :crit, milestone, 2022-07-01T08:00:00, 0s\n/)
  assert.match(report([], { lastsUs: 1500 * MINUTE }), /axisFormat %m-%d %H:%M/)
  const { file, verdict } = consequence()
  assert.match(
    renderReport(file, verdict, { format: 'md' }),
    / {2}section inferred to follow\n {2}sandbox-name-conflict x9 :crit, 2022-07-01T08:01:00, 2022-07-01T08:01:08\n/,
  )
})

test('what follows from the failures and outlasts them is told where the failures end', () => {
  const { file, verdict } = consequence()
  const text = renderReport(file, verdict, { format: 'md' })
  assert.match(
    text,
    /\*\*Since\*\*: .*\. Failures that follow from them go on until 2022-07-01 08:01:08 UTC\. No recovery/,
  )
  assert.match(text, /\| 2022-07-01 08:01:08 \| last of the failures inferred to follow from them \|/)
})

test('the confidence is told as the sum it is', () => {
  const terms = (...weights: readonly number[]): Partial<Verdict> => ({
    terms: weights.map((weight, i) => ({ name: `t${i}`, weight, says: 'so', evidence: [] })),
  })
  assert.match(
    report([], { verdict: { ...terms(0.5), confidence: 0.6 } }),
    /The term adds \+0\.50 to the 0\.10 that any verdict begins with: 60 %\./,
  )
  assert.match(
    report([], { verdict: { ...terms(0.6, 0.4), confidence: 0.99 } }),
    /The terms add \+1\.00 .*; no verdict is told as more than 99 % sure\./,
  )
  assert.match(report([], { verdict: { ...terms(-0.4), confidence: 0.05 } }), /; the least is 5 %\./)
  assert.match(
    report([], { verdict: { ...terms(0.1), cause: 'unknown', confidence: 0.05 } }),
    /No cause is named, so the confidence stays at 5 %\./,
  )
})

test('a cause that no node image can rule out asks people for the prevention', () => {
  assert.match(report([]), /\| prevent \| \*\*TODO\*\* what would have kept this from happening \|/)
  assert.match(
    report([], { verdict: { cause: 'cni-config-missing' } }),
    /Suggested: make the fix for cni-config-missing part of the node image/,
  )
})

test('the clock is one sentence, whatever the years were taken from', () => {
  const source = (path: string, year: number, year_from: string) => ({
    path,
    year,
    year_from,
    bytes: 1,
    lines: 1,
    first_us: first,
  })
  const clock = (...sources: FakeRows['sources'] & {}): string =>
    /^clock: "(.*)"$/m.exec(report([], { sources }))?.[1] ?? ''
  assert.equal(clock({ path: 'a' }), 'no record that was read has an absolute time')
  assert.equal(clock(source('a', 0, '')), 'UTC; every time stamp names its year')
  assert.equal(
    clock(source('a', 2022, 'flag'), source('b', 2022, 'flag')),
    'UTC; stamps without a year are of 2022, taken from the --year option',
  )
  assert.equal(
    clock(source('a', 2022, 'same node'), source('b', 2022, 'same source'), source('c', 2023, 'same node')),
    'UTC; stamps without a year are of 2022 or 2023, taken from another stamp in the same source or other sources of the same node',
  )
  assert.equal(
    clock({ ...source('a', 0, ''), zone_from: 'assumed' }, { ...source('b', 0, ''), zone_from: 'proven' }),
    'UTC; every time stamp names its year; stamps whose zone nothing tells are taken as UTC',
  )
})

test('what of the clock is assumed is told, and nothing that the logs prove', () => {
  const source = (year_from: string, zone_from: string): SourceRow =>
    ({ year: year_from === '' ? 0 : 2022, year_from, zone_from }) as SourceRow
  assert.equal(assumedClockWords([source('', ''), source('same source', 'proven'), source('flag', 'flag')]), '')
  assert.equal(
    assumedClockWords([source('file time', 'proven'), source('same node', 'flag')]),
    'the year 2022 is assumed: it is taken from the time of the file (--year sets it)',
  )
  assert.equal(
    assumedClockWords([source('file name', 'assumed'), source('member time', '')]),
    'the year 2022 is assumed: it is taken from the name of the file or the time of the archive member (--year sets it); no zone is named: UTC is assumed (--timezone sets it)',
  )
})

test('nodes not hit that look like those hit are said to', () => {
  const version = (node: string, value: string) => ({
    kind: 'version' as const,
    component: 'containerd',
    node,
    value,
    time_us: first,
  })
  assert.match(report([version('n1', '1.6.2'), version('n2', '1.6.2')]), /they do not differ/)
  assert.doesNotMatch(report([version('n1', '1.6.2'), version('n2', '1.6.4')]), /they do not differ/)
})

test('the first failure is cited by the record that the verdict cites', () => {
  const evidence = [
    { source: 'n1/other.log', line: 3, text: 'x', says: 'first failure on n1', node: 'n1', timeUs: first },
  ]
  const events = [
    { source: 'n1/k.log', line: 10, failure_id: 1, time_us: first, node: 'n1' },
    { source: 'n1/other.log', line: 3, failure_id: 1, time_us: first, node: 'n1' },
  ]
  const text = report([], { events, verdict: { evidence } })
  assert.match(text, /\| first failure \| `n1\/other\.log:3` \[E1\]/)
  assert.doesNotMatch(text, /Evidence E2/)
})

test('many pod sandboxes that failed equally often are told by one', () => {
  const sandboxes = Array.from({ length: 9 }, (_, i) => ({
    id: i + 1,
    sandbox_id: `${i}`.repeat(64),
    node: 'n1',
    state: 'never-ready' as const,
  }))
  const failures = sandboxes.map((one) => ({
    ...one,
    incident_id: 1,
    first_us: first,
    last_us: first,
    operation: 'RunPodSandbox' as const,
    state: undefined,
  }))
  const text = report([], { sandboxes, failures: failures.map(({ state: _, ...row }) => row) })
  assert.match(text, /All of these pod sandboxes failed equally often; this is the first of them\./)
  assert.equal(text.match(/^### Sandbox /gm)?.length, 1)
})
