import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEvents, readFacts } from '../../../parsers/read-events.ts'
import { peelEntry, readPeeled } from '../../../parsers/record.ts'
import { createEntryReader } from '../../../parsers/templates/entry-reader.ts'
import type { ExportEntry } from '../../../src/model/export-entry.ts'

/** Log lines of the samples as records of a journal: what stands behind `host ident[pid]: `. */
function entries(): ExportEntry[] {
  const files = readdirSync('samples', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'))
  return files.sort().flatMap((name) =>
    readFileSync(join('samples', name), 'utf8')
      .split('\n')
      .slice(0, 3000)
      .map((line, i): ExportEntry => {
        const head = /^\w{3} [ \d]\d [\d:.]{8,15} ([\w.-]+) ([\w.@-]+)(?:\[(\d+)\])?: (.*)$/.exec(line)
        return {
          line: i + 1,
          lineEnd: i + 1,
          byteOffset: i * 1000,
          raw: line,
          transport: 'journal-file',
          stamp: { kind: 'epoch', us: 1_650_933_804_000_000 + i },
          host: `${head?.[1] ?? 'node-a'}-${i % 3}`,
          ident: head?.[2] ?? 'kubelet',
          pid: String(i % 7),
          message: head?.[4] ?? line,
        }
      }),
  )
}

const essence = (record: ReturnType<typeof readPeeled>): unknown => {
  const { line, lineEnd, byteOffset, raw, transport, payload, component, host, cut, stamp, outerStamp } = record
  return { line, lineEnd, byteOffset, raw, transport, payload, component, host, cut, stamp, outerStamp }
}

test('frequent messages of journals and exports say what the ordinary way says', () => {
  const read = createEntryReader(readEvents, readFacts)
  let quick = 0
  for (const entry of entries()) {
    for (const shape of [
      entry,
      {
        ...entry,
        transport: 'json-document',
        message: JSON.stringify({ MESSAGE: entry.message, _HOSTNAME: entry.host, SYSLOG_IDENTIFIER: entry.ident }),
      },
    ]) {
      const peeled = peelEntry(shape)
      if (peeled === undefined) continue
      const told = read(shape, peeled)
      if (told === undefined) continue
      quick++
      const record = readPeeled(shape, peeled)
      const { k8sEvent: _, ...own } = told.record
      assert.deepEqual(own, essence(record))
      assert.deepEqual(told.events, readEvents(record))
      assert.deepEqual(told.facts, readFacts(record))
    }
  }
  assert.ok(quick > 1000, `only ${quick} were told by a template`)
})

test('one message under two programs is two templates', () => {
  const read = createEntryReader(readEvents, readFacts)
  const [base] = entries()
  assert.ok(base)
  const message = (n: number): string =>
    `E0426 00:43:1${n}.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = x" podSandboxID="${'ab'.repeat(32)}"`
  const tell = (ident: string, n: number): number => {
    const entry = { ...base, ident, message: message(n) }
    const peeled = peelEntry(entry)
    assert.ok(peeled)
    const told = read(entry, peeled)
    assert.deepEqual(told?.events ?? readEvents(readPeeled(entry, peeled)), readEvents(readPeeled(entry, peeled)))
    return told === undefined ? 0 : 1
  }
  const counts = ['kubelet', 'my-app'].map((ident) => [0, 1, 2, 3].reduce((sum, n) => sum + tell(ident, n), 0))
  assert.ok(counts[0] === 2 || counts[0] === 3)
})
