import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayWidth } from '../../src/base/escape-terminal.ts'
import type { FactRow } from '../../src/model/case-file.ts'
import {
  renderTimeline,
  type TimelineFormat,
  type TimelineOptions,
  type TimelineSummary,
} from '../../src/report/timeline/index.ts'
import { crowded, foundingStart, foundingStop, healthy, hostile, single, type TestCase } from './cases.ts'
import { at, fakeCase } from './fake-case.ts'
import { toHtml } from './markdown-parser.ts'

function print(
  build: () => TestCase,
  format: TimelineFormat,
  options: Partial<TimelineOptions> = {},
): { text: string; summary: TimelineSummary } {
  let summary: TimelineSummary = { rows: -1, undated: -1 }
  const parts = renderTimeline(build().file, {
    ...options,
    format,
    onSummary: (s) => {
      summary = s
    },
  })
  return { text: Array.from(parts).join(''), summary }
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

test('text: a lane for each node, folded retries, every line within the width', () => {
  for (const width of [60, 100, 200]) {
    const { text } = print(foundingStop, 'text', { width })
    for (const line of lines(text)) assert.ok(displayWidth(line) <= width, `${displayWidth(line)} > ${width}: ${line}`)
    assert.match(text, /^worker-1 90 [▁▂▃▄▅▆▇█·]+$/m)
    assert.match(text, /^worker-2 90 /m)
    assert.match(text, /^180 failures; times UTC$/m)
  }
  const { text } = print(foundingStop, 'text', { width: 200 })
  assert.match(
    text,
    /^2022-05-04$[\s\S]*^00:43:12 {2}worker-1 {2}StopPodSandbox failed x45 until 01:27 payments\/cart-0 010101010101: .* {2}worker-1\/containerd\.log:100$/m,
  )
  assert.match(text, /CNI configuration changed: \/etc\/cni\/net.d\/10.conflist/)
})

test('text: colours only where asked, and log text cannot add its own', () => {
  assert.doesNotMatch(print(foundingStop, 'text').text, /\u001b/)
  assert.match(print(foundingStop, 'text', { color: true }).text, /\u001b\[31mStopPodSandbox failed/)
  const text = print(hostile, 'text', { color: true }).text
  assert.doesNotMatch(text.replaceAll(/\u001b\[(?:31|32|33|39|0)m/g, ''), /[\u0000-\u0009\u000b-\u001f\u202e]/)
})

test('text: nothing within what was asked for is said in words', () => {
  assert.match(print(healthy, 'text').text, /nothing happened/)
  assert.match(print(healthy, 'md').text, /Nothing happened/)
  assert.match(print(foundingStop, 'text', { sinceUs: at('2023-01-01T00:00:00Z') }).text, /nothing happened/)
})

test('text: an undated failure stands last and says that its time is not known', () => {
  const { text, summary } = print(single, 'text')
  assert.match(text, /^time not known\n {10}- {2}StopPodSandbox failed lonely: it broke/m)
  assert.match(text, /^1 failure; times UTC$/m)
  assert.equal(summary.undated, 1)
})

test('filters: node, pod, sandbox, span of time and around a time', () => {
  const count = (options: Partial<TimelineOptions>): number => print(foundingStop, 'csv', options).summary.rows
  const facts = 7
  assert.equal(count({}), 180 + facts)
  assert.equal(count({ pod: 'cart-1' }), 45)
  assert.equal(count({ pod: 'payments/cart-1' }), 45)
  assert.equal(count({ pod: 'other/cart-1' }), 0)
  assert.equal(count({ sandbox: '0303' }), 45)
  assert.equal(count({ node: 'worker-3' }), 1)
  assert.equal(count({ aroundUs: at('2022-05-04T00:43:12Z') }), 6 + 1)
  assert.equal(count({ aroundUs: at('2022-05-04T00:43:12Z'), untilUs: at('2022-05-04T00:43:12Z') }), 2)
  assert.equal(count({ sinceUs: at('2022-05-04T01:40:00Z'), untilUs: at('2022-05-04T01:41:59Z') }), 4)
  assert.throws(() => count({ sandbox: 'ffff' }), { code: 'SANDBOX_NOT_FOUND' })
  assert.throws(() => count({ sandbox: '0' }), { code: 'SANDBOX_AMBIGUOUS' })
})

test('text of one pod: every record, no lanes', () => {
  const { text } = print(foundingStop, 'text', { pod: 'payments/cart-1' })
  assert.equal(text.match(/containerd StopPodSandbox/g)?.length, 45)
  assert.doesNotMatch(text, /[▁▂▃▄▅▆▇█]/)
  assert.match(text, /^45 failures; times UTC$/m)
})

test('md: one table that a Markdown parser reads, for hostile text too', () => {
  for (const build of [foundingStop, foundingStart, hostile]) {
    const html = toHtml(print(build, 'md').text)
    assert.equal(html.match(/<table>/g)?.length, 1)
    assert.doesNotMatch(html, /<script|<img|href=/)
  }
  assert.match(
    print(foundingStart, 'md').text,
    /RunPodSandbox failed for `default\/web-0 \(6 pod sandboxes\)` \*\*x6 until 10:01\*\*/,
  )
})

test('json: an array in order of time, null for no time', () => {
  const rows = JSON.parse(print(foundingStop, 'json').text) as { time: string; type: string; line: number }[]
  assert.equal(rows.length, 187)
  assert.deepEqual(
    rows.map((row) => row.time),
    rows.map((row) => row.time).sort(),
  )
  const [undated] = JSON.parse(print(single, 'json').text) as { time: null }[]
  assert.equal(undated?.time, null)
  assert.deepEqual(JSON.parse(print(healthy, 'json').text), [])
})

test('csv: a head, one line a record, formulas made harmless', () => {
  const text = print(foundingStop, 'csv').text
  assert.equal(lines(text).length, 188)
  assert.match(text, /^time,last,node,type,what,/)
  const file = fakeCase({ events: [{ message: '=HYPERLINK("http://x")', source: 'a', line: 1 }] })
  const csv = Array.from(renderTimeline(file, { format: 'csv' })).join('')
  assert.match(csv, /,"'=HYPERLINK\(""http:\/\/x""\)",/)
})

test('timesketch: message, datetime with an offset and timestamp_desc on every line; undated records are counted', () => {
  const { text, summary } = print(foundingStop, 'timesketch')
  for (const line of lines(text)) {
    const row = JSON.parse(line) as Record<string, unknown>
    assert.equal(typeof row['message'], 'string')
    assert.match(String(row['datetime']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
    assert.ok(String(row['timestamp_desc']).length > 0)
    assert.equal(row['timestamp'], Date.parse(String(row['datetime'])) * 1000)
  }
  assert.deepEqual(summary, { rows: 187, undated: 0 })
  const undated = print(single, 'timesketch')
  assert.deepEqual(undated, { text: '', summary: { rows: 0, undated: 1 } })
})

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts?: number
  readonly dur?: number
  readonly s?: string
  readonly args: Record<string, unknown>
}

test('perfetto: a process for each node, a track for each pod, slices that nest, instants for failures and facts', () => {
  const trace = JSON.parse(print(foundingStop, 'perfetto').text) as { traceEvents: TraceEvent[] }
  const of = (ph: string): readonly TraceEvent[] => trace.traceEvents.filter((event) => event.ph === ph)
  assert.deepEqual(
    of('M')
      .filter((event) => event.name === 'process_name')
      .map((event) => event.args['name']),
    ['node worker-1', 'node worker-2', 'node worker-3'],
  )
  assert.deepEqual(
    of('M')
      .filter((event) => event.name === 'thread_name' && event.tid > 0)
      .map((event) => event.args['name']),
    ['payments/cart-0', 'payments/cart-1', 'payments/cart-2', 'payments/cart-3'],
  )
  assert.equal(of('X').length, 4 * 3)
  for (const slice of of('X')) assert.ok(Number.isSafeInteger(slice.ts) && (slice.dur ?? 0) > 0)
  assert.equal(of('i').filter((event) => event.name === 'StopPodSandbox failed').length, 180)
  assert.ok(of('i').every((event) => event.s === 't' || event.s === 'p'))
  assert.equal(of('i').filter((event) => event.s === 'p').length, 7)
})

test('perfetto: sandboxes of one pod that overlap go to lanes of their own; undated ones are counted', () => {
  const pod = { node: 'n', pod_namespace: 'a', pod_name: 'p' }
  const file = fakeCase({
    sandboxes: [
      { ...pod, sandbox_id: 'a', requested_us: 1000, ready_us: 2000, stop_us: 8000 },
      { ...pod, sandbox_id: 'b', requested_us: 5000, ready_us: 6000 },
      {
        ...pod,
        sandbox_id: 'c',
        requested_us: 20_000,
        ready_us: 21_000,
        stop_us: 22_000,
        stopped_us: 23_000,
        removed_us: 24_000,
      },
      { ...pod, sandbox_id: 'd' },
    ],
    failures: [
      { ...pod, pod_name: '', first_us: 7000 },
      { ...pod, first_us: 0 },
    ],
    sources: [{ path: 'x', last_us: 10_000 }],
  })
  let summary: TimelineSummary | undefined
  const text = Array.from(
    renderTimeline(file, {
      format: 'perfetto',
      onSummary: (s) => {
        summary = s
      },
    }),
  ).join('')
  const { traceEvents } = JSON.parse(text) as { traceEvents: TraceEvent[] }
  const slices = traceEvents.filter((event) => event.ph === 'X')
  const track = (id: string): number | undefined => slices.find((slice) => slice.args['sandbox_id'] === id)?.tid
  assert.notEqual(track('a'), track('b'))
  assert.equal(track('a'), track('c'))
  assert.deepEqual(
    slices.filter((slice) => slice.args['sandbox_id'] === 'c').map((slice) => slice.name),
    ['set-up', 'ready', 'tear-down', 'stopped'],
  )
  assert.ok(traceEvents.some((event) => event.args['name'] === 'a/p (2)'))
  assert.equal(summary?.undated, 2)
})

test('perfetto: the same filters', () => {
  const instants = (options: Partial<TimelineOptions>): number =>
    (JSON.parse(print(foundingStop, 'perfetto', options).text) as { traceEvents: TraceEvent[] }).traceEvents.filter(
      (event) => event.ph === 'i' && event.s === 't',
    ).length
  assert.equal(instants({ node: 'worker-2' }), 90)
  assert.equal(instants({ pod: 'cart-1' }), 45)
  assert.equal(instants({ sandbox: '0404' }), 45)
  assert.equal(instants({ untilUs: at('2022-05-04T00:43:12Z') }), 1)
})

interface AnyValue {
  readonly stringValue?: string
  readonly intValue?: string
}
interface LogsData {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: AnyValue }[] }
    readonly scopeLogs: readonly {
      readonly scope: { readonly name: string }
      readonly logRecords: readonly {
        readonly timeUnixNano?: string
        readonly severityNumber: number
        readonly body: AnyValue
        readonly attributes: readonly { readonly key: string; readonly value: AnyValue }[]
      }[]
    }[]
  }[]
}

test('otlp: LogsData in the JSON mapping: lower camel case, 64-bit integers as strings, one resource a node', () => {
  const { text, summary } = print(foundingStop, 'otlp')
  let records = 0
  for (const line of lines(text)) {
    const { resourceLogs } = JSON.parse(line) as LogsData
    const nodes = resourceLogs.map(
      (one) => one.resource.attributes.find((a) => a.key === 'k8s.node.name')?.value.stringValue,
    )
    assert.equal(new Set(nodes).size, nodes.length)
    for (const record of resourceLogs.flatMap((one) => one.scopeLogs.flatMap((scope) => scope.logRecords))) {
      records++
      assert.match(record.timeUnixNano ?? '', /^\d{19}$/)
      assert.ok(record.severityNumber === 9 || record.severityNumber === 17)
      assert.equal(typeof record.body.stringValue, 'string')
      assert.equal(new Set(record.attributes.map((a) => a.key)).size, record.attributes.length)
      for (const { value } of record.attributes) {
        assert.equal(Object.keys(value).length, 1)
        if (value.intValue !== undefined) assert.match(value.intValue, /^\d+$/)
      }
    }
  }
  assert.equal(records, 187)
  assert.deepEqual(summary, { rows: 187, undated: 0 })
  assert.doesNotMatch(print(single, 'otlp').text, /timeUnixNano/)
})

test('otlp: a line holds 500 records at most', () => {
  const file = fakeCase({
    events: Array.from({ length: 1201 }, (_, i) => ({ time_us: i + 1, source: 'a', line: i + 1 })),
  })
  assert.equal(lines(Array.from(renderTimeline(file, { format: 'otlp' })).join('')).length, 3)
})

test('every format prints the same bytes again', () => {
  for (const format of ['text', 'md', 'json', 'csv', 'timesketch', 'perfetto', 'otlp'] as const) {
    for (const build of [foundingStop, hostile, single])
      assert.equal(print(build, format).text, print(build, format).text)
  }
})

test('text: changes are told once, versions only where they change', () => {
  const { text } = print(foundingStop, 'text', { width: 160 })
  assert.equal(text.match(/containerd 1\.6\.2 seen/g)?.length, 3)
  assert.doesNotMatch(text, /containerd 1\.6\.4 seen/)
  assert.equal(text.match(/containerd 1\.6\.4 started/g)?.length, 2)
  assert.equal(print(crowded, 'text').text.match(/node booted/g)?.length, 1)
})

test('text: a column of a lane is a whole number of minutes, the ends are named even where the lane is short', () => {
  const from = at('2022-07-01T08:00:00Z')
  const failures = Array.from({ length: 20 }, (_, i) => ({
    id: i + 1,
    node: 'n1',
    first_us: from + i * 60_000_000,
    last_us: from + i * 60_000_000,
  }))
  const text = [...renderTimeline(fakeCase({ failures }), { format: 'text', width: 120 })].join('')
  assert.match(text, /^n1 20 █{20}\n {6}2022-07-01 08:00 to 2022-07-01 08:20$/m)
})

test('text: forty lanes at most, the rest is counted', () => {
  const { text } = print(crowded, 'text', { width: 120 })
  assert.match(text, /^and 1 more$/m)
})

test('every format of a crowded case: all records, no nonsense', () => {
  for (const format of ['text', 'md', 'json', 'csv', 'timesketch', 'perfetto', 'otlp'] as const) {
    const { text, summary } = print(crowded, format)
    assert.doesNotMatch(text, /undefined|NaN|\[object/)
    assert.ok(summary.rows > 100)
  }
})

test('text and md: lasting conditions are one row, the 500 changes nearest to the first failure have one, the rest is counted', () => {
  const first = at('2022-06-01T10:00:00Z')
  const second = 1_000_000
  const failure = { id: 1, node: 'n', first_us: first, last_us: first, source: 'f', line: 1 }
  const file = fakeCase({
    failures: [failure],
    events: [{ ...failure, failure_id: 1, time_us: first }],
    facts: [
      ...Array.from({ length: 1700 }, (_, i) => ({
        id: i + 1,
        kind: 'runtime-start' as const,
        component: 'containerd',
        value: `1.6.${i}`,
        node: 'n',
        source: 'c',
        line: i + 1,
        time_us: first + (i - 1000) * 60 * second,
      })),
      ...Array.from({ length: 9 }, (_, i) => ({
        id: 2000 + i,
        kind: 'disk-full' as const,
        value: '/var',
        node: 'n',
        source: 'm',
        line: i + 1,
        time_us: first + i * 60 * second,
      })),
    ],
  })
  const text = Array.from(renderTimeline(file, { format: 'text', width: 120 })).join('')
  assert.equal(text.match(/ containerd 1\.6\.\d+ started /g)?.length, 499)
  assert.match(text, /^10:00:00 {2}n {2}disk full: \/var x9 until 10:08 /m)
  assert.match(text, / containerd 1\.6\.1000 started /)
  assert.doesNotMatch(text, / containerd 1\.6\.(?:0|700|1300) started /)
  assert.match(text, /^1 failure; 1201 more changes without a row; times UTC$/m)
  const markdown = Array.from(renderTimeline(file, { format: 'md' })).join('')
  assert.match(markdown, /1 failure in these rows; 1201 more changes without a row\.$/m)
})

test('perfetto: a set-up that never ended is over when the next pod sandbox of its pod begins', () => {
  const pod = { node: 'n', pod_namespace: 'a', pod_name: 'p', state: 'never-ready' as const }
  const file = fakeCase({
    sandboxes: [5000, 1000, 3000].map((requested_us, i) => ({ ...pod, id: i + 1, sandbox_id: `s${i}`, requested_us })),
    sources: [{ path: 'x', last_us: 10_000 }],
  })
  const { traceEvents } = JSON.parse(Array.from(renderTimeline(file, { format: 'perfetto' })).join('')) as {
    traceEvents: TraceEvent[]
  }
  const slices = traceEvents.filter((event) => event.ph === 'X')
  assert.deepEqual(
    slices.map((slice) => [slice.args['sandbox_id'], slice.ts, slice.dur]),
    [
      ['s0', 5000, 5000],
      ['s1', 1000, 2000],
      ['s2', 3000, 2000],
    ],
  )
  assert.equal(new Set(slices.map((slice) => slice.tid)).size, 1)
})

test('exports ask for facts and events one by one, and end the cursors when their reader stops', () => {
  let asked = 0
  let ended = 0
  function* facts(): Generator<FactRow> {
    try {
      for (const row of foundingStop().file.facts()) {
        asked++
        yield row
      }
    } finally {
      ended++
    }
  }
  for (const format of ['json', 'csv', 'timesketch', 'otlp', 'perfetto'] as const) {
    asked = 0
    ended = 0
    const file = { ...foundingStop().file, facts: () => assert.fail('all facts at once'), eachFact: facts }
    const parts = renderTimeline(file, { format })[Symbol.iterator]()
    parts.next()
    parts.next()
    assert.ok(asked <= 7, format)
    parts.return?.()
    assert.equal(ended, asked > 0 ? 1 : 0, format)
  }
})
