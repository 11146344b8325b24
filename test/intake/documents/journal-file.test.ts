import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DEFAULT_LIMITS } from '../../../src/base/limits.ts'
import type { DocumentContext } from '../../../src/intake/document.ts'
import { document } from '../../../src/intake/documents/journal-file.ts'
import type { ExportEntry } from '../../../src/model/export-entry.ts'
import { sourceOf } from '../containers/harness.ts'
import { writeJournal } from '../journal/write-journal.ts'

const MESSAGES = ['StopPodSandbox for "b" failed', 'nothing of interest', '-- Boot x --']
const bytes = writeJournal(
  MESSAGES.map((message, i) => ({
    realtimeUs: 1650933804000000 + i,
    fields: [
      ['MESSAGE', message],
      ['_HOSTNAME', 'node-a'],
      ['SYSLOG_IDENTIFIER', 'containerd'],
      ['_PID', '701'],
      ...(i === 0 ? [['_SOURCE_REALTIME_TIMESTAMP', '1650933803999000'] as const] : []),
    ],
  })),
  { online: true },
)

async function run(
  input: Parameters<typeof document.read>[0],
  sieve = false,
): Promise<{ entries: ExportEntry[]; counts: Record<string, number>; problems: string[] }> {
  const counts: Record<string, number> = {}
  const problems: string[] = []
  const context: DocumentContext = {
    limits: DEFAULT_LIMITS,
    sieve,
    gates: ['StopPodSandbox', '\n-- Boot'],
    count: (what, n = 1) => {
      counts[what] = (counts[what] ?? 0) + n
    },
    problem: (why) => problems.push(why),
  }
  const entries: ExportEntry[] = []
  for await (const batch of document.read(input, context)) entries.push(...batch)
  return { entries, counts, problems }
}

test('a journal file is recognised by its first bytes', () => {
  assert.equal(document.accepts(bytes, 'x'), true)
  assert.equal(document.accepts(Buffer.from('LPK'), 'x'), false)
})

test('entries carry host, program, pid and the source time where there is one', async () => {
  const { entries, counts } = await run(sourceOf(bytes))
  assert.deepEqual(
    entries.map((e) => [e.line, e.message, e.host, e.ident, e.pid, e.stamp]),
    [
      [1, MESSAGES[0], 'node-a', 'containerd', '701', { kind: 'epoch', us: 1650933803999000 }],
      [2, MESSAGES[1], 'node-a', 'containerd', '701', { kind: 'epoch', us: 1650933804000001 }],
      [3, MESSAGES[2], 'node-a', 'containerd', '701', { kind: 'epoch', us: 1650933804000002 }],
    ],
  )
  assert.deepEqual(counts, { entries: 3, 'journal files that were not cleanly closed': 1 })
})

test('with the sieve only messages with a gate are handed on, and now and then one for its time', async () => {
  const { entries } = await run(sourceOf(bytes), true)
  assert.deepEqual(
    entries.filter((e) => e.sample !== true).map((e) => e.line),
    [1, 3],
  )
  assert.ok(entries.length > 2)
})

test('a plain file is read in place and gives the same', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'journal-'))
  try {
    const path = join(dir, 'system.journal')
    writeFileSync(path, bytes)
    assert.deepEqual(await run({ ...sourceOf(bytes), file: path }), await run(sourceOf(bytes)))
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('a file that only begins like a journal is named', async () => {
  const { entries, problems } = await run(sourceOf(bytes.subarray(0, 100)))
  assert.deepEqual(entries, [])
  assert.match(problems[0] ?? '', /shorter than a journal header/)
})

test('a cut member gives its entries and the reason', async () => {
  async function* cut(): AsyncIterable<Uint8Array> {
    yield bytes
    throw new Error('unexpected end of file')
  }
  const { entries, problems } = await run({ ...sourceOf(bytes), bytes: cut() })
  assert.equal(entries.length, 3)
  assert.deepEqual(problems, ['unexpected end of file'])
})
