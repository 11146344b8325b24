import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readEntry } from '../../../parsers/record.ts'
import { DEFAULT_LIMITS } from '../../../src/base/limits.ts'
import { document } from '../../../src/intake/documents/csv-export.ts'
import type { ExportEntry } from '../../../src/model/export-entry.ts'
import { assertIncludes } from '../../build.ts'
import { sourceOf } from '../containers/harness.ts'

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

async function read(text: string, step = 7919, gates: readonly string[] = []): Promise<ExportEntry[]> {
  const entries: ExportEntry[] = []
  const context = { limits: DEFAULT_LIMITS, sieve: true, gates, count: () => {}, problem: () => {} }
  for await (const batch of document.read(sourceOf(Buffer.from(text), 'x', step), context)) entries.push(...batch)
  return entries
}

const message = 'E0301 10:09:00.111111    4321 a.go:116] "Failed to create sandbox for pod" err="x, y" pod="web/web-0"'

test('rows come out as the objects of a JSON export with their place, at any chunk border', async () => {
  const text = `@timestamp,@message,resource.labels.node_name\r\n2023-03-01 10:09:00.123,${cell(message)},node-a\r\n\r\n2023-03-01 10:09:01.5,${cell('two\nlines')},\r\n2023-03-01 10:09:02,plain,node-b`
  assert.equal(document.accepts(Buffer.from(text), 'logs-insights-results.csv'), true)
  const expected = [
    [
      2,
      2,
      { '@timestamp': '2023-03-01 10:09:00.123', '@message': message, resource: { labels: { node_name: 'node-a' } } },
    ],
    [4, 5, { '@timestamp': '2023-03-01 10:09:01.5', '@message': 'two\nlines' }],
    [6, 6, { '@timestamp': '2023-03-01 10:09:02', '@message': 'plain', resource: { labels: { node_name: 'node-b' } } }],
  ]
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (step) => {
      const entries = await read(text, step)
      assert.deepEqual(
        entries.map((entry) => [entry.line, entry.lineEnd, JSON.parse(entry.message) as unknown]),
        expected,
      )
      for (const { byteOffset, raw } of entries) {
        assert.equal(Buffer.from(text).toString('utf8', byteOffset, byteOffset + Buffer.byteLength(raw)), raw)
      }
    }),
    { numRuns: 60 },
  )
})

test('a row of Azure Monitor is the Event or the record that its JSON export holds', async () => {
  const [event] = await read(
    `"TimeGenerated [UTC]",Computer,Name,Namespace,Reason,Message\n"3/1/2023, 10:09:00.250 PM",aks-1,web-0,web,FailedCreatePodSandBox,${cell('Failed to create pod sandbox: x "y"')}\n`,
  )
  const [record] = event === undefined ? [] : readEntry(event)
  assertIncludes(record, { message: 'Failed to create pod sandbox: x "y"', host: 'aks-1' }, 'the record')
  assertIncludes(record?.k8sEvent, { reason: 'FailedCreatePodSandBox', name: 'web-0', namespace: 'web' }, 'the Event')
  assertIncludes(record?.stamp, { year: 2023, month: 3, day: 1, dayUs: 79_740_250_000 }, 'the time')
})

test('columns as tables in a browser name them, and labels that are an object', async () => {
  const [entry] = await read(
    `Time;Line;labels\nMar 1, 2023 @ 10:09:00.123;${cell(message)};${cell('{"host":"node-a","unit":"kubelet.service"}')}\n`,
  )
  const [record] = entry === undefined ? [] : readEntry(entry)
  assertIncludes(record, { component: 'kubelet', host: 'node-a', level: 'error' }, 'the record')
  assertIncludes(record?.outerStamp, { year: 2023, month: 3, dayUs: 36_540_123_000 }, 'the time')
})

test('rows without a wanted word are passed over, but for a sample', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => `2023-03-01 10:00:00,note ${index}\n`).join('')
  const entries = await read(`@timestamp,@message\n${rows}2023-03-01 10:00:01,sandbox gone\n`, 7919, ['sandbox gone'])
  assert.deepEqual(
    entries.map(({ line, sample }) => [line, sample]),
    [
      [2, true],
      [258, true],
      [302, undefined],
    ],
  )
})

test('tables without a message or a time, logs and JSON are no such export', () => {
  const texts = [
    'name,value\na,1\n',
    'time="2022-04-26T00:43:24Z" level=info msg=a\n',
    '{"message":"a","time":"b"}\n',
    'Apr 26 00:43:24 node-a kubelet[812]: message,time\n',
    'message,time',
  ]
  for (const text of texts) assert.equal(document.accepts(Buffer.from(text), 'x.csv'), false, text)
})
