import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_LIMITS } from '../../../src/base/limits.ts'
import type { DocumentContext } from '../../../src/intake/document.ts'
import { document } from '../../../src/intake/documents/json-document.ts'
import type { ExportEntry } from '../../../src/model/export-entry.ts'
import { sourceOf } from '../containers/harness.ts'

async function read(
  text: string,
  step = 7919,
  limits = DEFAULT_LIMITS,
  gates: readonly string[] = [],
): Promise<{ entries: ExportEntry[]; error: string; counts: Record<string, number> }> {
  const entries: ExportEntry[] = []
  const counts: Record<string, number> = {}
  const context: DocumentContext = {
    limits,
    sieve: true,
    gates,
    count: (what, n = 1) => {
      counts[what] = n
    },
    problem: () => {},
  }
  let error = ''
  try {
    for await (const batch of document.read(sourceOf(Buffer.from(text), 'x', step), context)) entries.push(...batch)
  } catch (e) {
    error = e instanceof Error ? e.message : String(e)
  }
  return { entries, error, counts }
}
const accepts = (text: string): boolean => document.accepts(Buffer.from(text).subarray(0, 65536), 'x')
const messages = async (text: string): Promise<unknown[]> =>
  (await read(text)).entries.map((e) => JSON.parse(e.message) as unknown)
const R = { message: 'm "q" \u00e9', n: 1 }

const SHAPES: readonly (readonly [name: string, document: unknown, records: readonly unknown[]])[] = [
  [
    'an array (gcloud logging read)',
    [{ textPayload: 'a' }, { textPayload: 'b' }],
    [{ textPayload: 'a' }, { textPayload: 'b' }],
  ],
  ['entries of the Cloud Logging API', { entries: [R], nextPageToken: 'x' }, [R]],
  [
    'events of CloudWatch Logs',
    {
      events: [{ logStreamName: 'kubelet.service-n', timestamp: 1650933804518, message: 'x' }],
      searchedLogStreams: [],
    },
    [{ logStreamName: 'kubelet.service-n', timestamp: 1650933804518, message: 'x' }],
  ],
  [
    'results of CloudWatch Logs Insights',
    {
      results: [
        [
          { field: '@timestamp', value: '2022-04-26 00:43:24.518' },
          { field: '@message', value: 'x' },
        ],
      ],
      status: 'Complete',
    },
    [{ '@timestamp': '2022-04-26 00:43:24.518', '@message': 'x' }],
  ],
  [
    'records of OpenTelemetry',
    {
      resourceLogs: [
        {
          resource: { attributes: [{ key: 'host.name', value: { stringValue: 'node-a' } }] },
          scopeLogs: [
            {
              scope: {},
              logRecords: [
                { timeUnixNano: '1650933804518165000', body: { stringValue: 'x' } },
                {
                  observedTimeUnixNano: '1650933804518165000',
                  body: { kvlistValue: { values: [{ key: 'MESSAGE', value: { stringValue: 'y' } }] } },
                  attributes: [{ key: 'n', value: { intValue: '7' } }],
                },
              ],
            },
          ],
        },
      ],
    },
    [
      { 'host.name': 'node-a', timestamp: '1650933804518165000', message: 'x' },
      { 'host.name': 'node-a', n: '7', timestamp: '1650933804518165000', MESSAGE: 'y' },
    ],
  ],
  ['results of Splunk', { preview: false, results: [{ _raw: 'x', host: 'n' }] }, [{ _raw: 'x', host: 'n' }]],
  [
    'tables of Azure Monitor',
    {
      tables: [
        {
          name: 'PrimaryResult',
          columns: [
            { name: 'TimeGenerated', type: 'datetime' },
            { name: 'SyslogMessage', type: 'string' },
          ],
          rows: [['2022-04-26T00:43:24Z', 'x']],
        },
      ],
    },
    [{ TimeGenerated: '2022-04-26T00:43:24Z', SyslogMessage: 'x' }],
  ],
  ['frames of Kusto', { Tables: [{ Columns: [{ ColumnName: 'Message' }], Rows: [['x']] }] }, [{ Message: 'x' }]],
  [
    'hits of Elasticsearch',
    { took: 3, hits: { total: 1, hits: [{ _index: 'l', _source: R }] } },
    [{ _index: 'l', _source: R }],
  ],
  [
    'streams of Loki',
    {
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          { stream: { nodename: 'a' }, values: [['1650933804518165483', 'x']] },
          { stream: { nodename: 'b' }, values: [['2', 'y']] },
        ],
      },
    },
    [
      { timestamp: '1650933804518165483', line: 'x', labels: { nodename: 'a' } },
      { timestamp: '2', line: 'y', labels: { nodename: 'b' } },
    ],
  ],
  ['data of Datadog', { data: [{ attributes: R }] }, [{ attributes: R }]],
]

for (const [name, value, records] of SHAPES) {
  for (const [form, text] of [
    ['on one line', JSON.stringify(value)],
    ['pretty-printed', JSON.stringify(value, null, 2)],
  ] as const) {
    test(`${name}, ${form}: every record comes out`, async () => {
      assert.equal(accepts(text), true)
      assert.deepEqual(await messages(text), records)
    })
  }
}

test('objects one after the other (journalctl -o json-pretty) are records', async () => {
  const text = `${JSON.stringify({ MESSAGE: 'a', _PID: '1' }, null, '\t')}\n${JSON.stringify({ MESSAGE: [98, 255], _PID: '2' }, null, '\t')}\n`
  assert.equal(accepts(text), true)
  const { entries } = await read(text)
  assert.deepEqual(
    entries.map((e) => [e.line, e.lineEnd, JSON.parse(e.message)]),
    [
      [1, 4, { MESSAGE: 'a', _PID: '1' }],
      [5, 11, { MESSAGE: 'b\ufffd', _PID: '2' }],
    ],
  )
})

test('what is no document of records is left to the line readers', () => {
  for (const text of [
    '{"MESSAGE":"a"}\n{"MESSAGE":"b"}\n',
    '[  334.009087] [talos] upgrade failed',
    '{\n  "status": {\n    "conditions": [ { "type": "RuntimeReady" } ]\n  }\n}',
    '{ not json',
    '',
    'Apr 26 00:43:24 node-a kubelet[1]: x',
    '{"level":"error","msg":"x"}\n',
  ])
    assert.equal(accepts(text), false, text)
})

test('line and offset name the place of a record and do not depend on chunk borders', async () => {
  const text = `[\n${JSON.stringify(R)},\n${JSON.stringify(R)},${JSON.stringify(R)}\n]\n`
  const places = async (step: number) => (await read(text, step)).entries.map((e) => [e.line, e.byteOffset])
  assert.deepEqual(await places(1 << 20), [
    [2, 2],
    [3, 2 + Buffer.byteLength(JSON.stringify(R)) + 2],
    [3, 3 + Buffer.byteLength(JSON.stringify(R)) + 2],
  ])
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (step) =>
      assert.deepEqual(await read(text, step), await read(text)),
    ),
    { numRuns: 30, seed: 3 },
  )
})

test('a cut document gives its whole records, then the reason', async () => {
  const { entries } = await read(JSON.stringify([R, R, R]).slice(0, -15))
  assert.equal(entries.length, 2)
})

test('broken JSON in the middle keeps what came before and names the error', async () => {
  const long = JSON.stringify({ message: 'x'.repeat(5000) })
  const { entries, error, counts } = await read(`[${long},${long},${long},oops]`)
  assert.ok(entries.length >= 2 && counts['JSON records'] === entries.length)
  assert.notEqual(error, '')
})

test('nesting is bounded and the bound is named', async () => {
  const { error } = await read(`[${'['.repeat(50)}1${']'.repeat(50)}]`, 100, { ...DEFAULT_LIMITS, jsonDepth: 20 })
  assert.match(error, /--limit json-depth=N/)
})

test('Kubernetes Events go on as JSON, other Kubernetes objects are no records', async () => {
  const event = { reason: 'FailedCreatePodSandBox', involvedObject: { kind: 'Pod' }, message: 'x', metadata: {} }
  const pod = { kind: 'Pod', metadata: { name: 'web-0' }, spec: {}, status: { message: 'x' } }
  const { entries, counts } = await read(JSON.stringify({ items: [pod, event] }, null, 4))
  assert.deepEqual(
    entries.map((entry) => [entry.transport, JSON.parse(entry.message)]),
    [['json-document', event]],
  )
  assert.equal(counts['JSON records'], 2)
})

test('elements of an array without its brackets are left to the line readers', () => {
  assert.equal(accepts('{"MESSAGE":"a"},\n{"MESSAGE":"b"},\n'), false)
})

test('records are sieved by their bytes, and none that matters is lost', async () => {
  const quiet = Array.from({ length: 600 }, (_, i) => ({ MESSAGE: `Started session ${i}`, _PID: String(i) }))
  const text = 'RunPodSandbox for "ab"'
  const loud = [
    JSON.stringify({ MESSAGE: text }),
    JSON.stringify({ MESSAGE: [...Buffer.from(text)] }),
    JSON.stringify({ MESSAGE: text }).replace('R', '\\u0052'),
    JSON.stringify({ MESSAGE: text }, null, 2),
  ]
  const before = quiet.map((one) => JSON.stringify(one))
  const document = `[${[...before, ...loud, ...before].join(',')}]`
  const { entries, counts } = await read(document, 1000, DEFAULT_LIMITS, ['RunPodSandbox'])
  assert.equal(counts['JSON records'], 1204)
  const kept = entries.filter((entry) => entry.sample !== true)
  assert.deepEqual(
    kept.map((entry) => JSON.parse(entry.message).MESSAGE),
    [text, text, text, text],
  )
  assert.ok(entries.length < 12, 'one of many others is kept for its time')
})

test('labels that hold a gate make every record of their stream matter', async () => {
  const streams = ['RunPodSandbox', 'other'].map((app) => ({
    stream: { app },
    values: [['1650933804518165483', app.length > 9 ? 'x' : 'y']],
  }))
  const { entries } = await read(JSON.stringify({ data: { result: streams } }), 50, DEFAULT_LIMITS, ['RunPodSandbox'])
  assert.deepEqual(
    entries.map((entry) => [JSON.parse(entry.message).line, entry.sample === true]),
    [
      ['x', false],
      ['y', true],
    ],
  )
})

test('a document that ends within a record says so', async () => {
  const { counts } = await read(JSON.stringify([R, R, R]).slice(0, -15))
  assert.equal(counts['JSON records cut at the end'], 1)
})

test('OpenTelemetry writes one object of many records a line: each line is read as a document', async () => {
  const line = (text: string): string =>
    JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: text } }] }] }] })
  const text = `${line('a')}\n${line('b')}\n`
  assert.equal(accepts(text), true)
  assert.deepEqual(await messages(text), [{ message: 'a' }, { message: 'b' }])
})
