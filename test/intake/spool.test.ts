import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { zipSync } from 'fflate'
import { pack } from 'tar-stream'
import { DEFAULT_LIMITS } from '../../src/base/limits.ts'
import { type IngestOptions, ingestWith } from '../../src/ingest/run.ts'
import { document } from '../../src/intake/documents/journal-file.ts'
import { heldBytes, hold } from '../../src/intake/spool.ts'
import { fakeParsers } from '../ingest/fake-parsers.ts'
import { RecordingSink } from '../ingest/recording-sink.ts'
import { containerById, logText, openAll, sourceOf } from './containers/harness.ts'
import { writeJournal } from './journal/write-journal.ts'

const folder = mkdtempSync(join(tmpdir(), 'spool-'))
after(() => rmSync(folder, { recursive: true }))

const TEXT = logText()
const STORED = [{ level: 0 }, { level: 6 }] as const
const ZIP = Buffer.from(
  zipSync(Object.fromEntries(STORED.map((how, i) => [`node-${i}/kubelet.log`, [Buffer.from(TEXT, 'latin1'), how]]))),
)
const small = { heldZipBytes: 50_000, heldJournalBytes: 2000 }

async function text(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const chunk of bytes) parts.push(Uint8Array.from(chunk))
  return Buffer.concat(parts).toString('latin1')
}

test('what fits is held, what does not is copied, or handed back where no copy is allowed', async () => {
  for (const [most, spool, kind] of [
    [ZIP.length, undefined, 'memory'],
    [ZIP.length, folder, 'memory'],
    [ZIP.length - 1, folder, 'copy'],
    [ZIP.length - 1, undefined, 'too-large'],
  ] as const) {
    const held = await hold(sourceOf(ZIP).bytes, most, spool)
    assert.equal(held.kind, kind)
    assert.equal(await text(heldBytes(held)), ZIP.toString('latin1'))
    if (held.kind === 'copy') held.copy.close()
  }
})

test('a copy has no name while it is read, so that nothing stays behind whatever ends the process', {
  skip: process.platform === 'win32' && 'an open file keeps its name there',
}, async () => {
  const held = await hold(sourceOf(ZIP).bytes, 1, folder)
  assert.deepEqual(readdirSync(folder), [])
  assert.equal(await text(heldBytes(held)), ZIP.toString('latin1'))
  if (held.kind === 'copy') held.copy.close()
})

test('a stream that breaks is copied as far as it goes', async () => {
  async function* broken(): AsyncIterable<Uint8Array> {
    yield Buffer.from('abc')
    yield Buffer.from('def')
    throw new Error('unexpected end of file')
  }
  const held = await hold(broken(), 4, folder)
  assert.equal(await text(heldBytes(held)), 'abcdef')
  assert.equal(held.kind === 'copy' && held.problem, 'unexpected end of file')
  if (held.kind === 'copy') held.copy.close()
})

test('a copy that cannot be written is told without a random name, and the stream is ended', async () => {
  let ended = false
  async function* endless(): AsyncIterable<Uint8Array> {
    try {
      for (;;) yield Buffer.from('abc')
    } finally {
      ended = true
    }
  }
  const absent = join(folder, 'absent')
  await assert.rejects(hold(endless(), 4, absent), {
    message: `cannot be copied into ${absent} (--spool): ENOENT: no such file or directory`,
  })
  assert.equal(ended, true)
})

test('zip: a copy gives what memory gives, also cut and with members passed over', async () => {
  const zip = containerById('zip')
  for (const bytes of [ZIP, ZIP.subarray(0, ZIP.length - 3000)]) {
    const skip = (path: string): boolean => path.includes('node-0')
    for (const options of [{}, { skip }]) {
      const copied = await openAll(zip, sourceOf(bytes, 'b'), { ...options, limits: small, spool: folder })
      assert.deepEqual(copied, await openAll(zip, sourceOf(bytes, 'b'), options))
    }
  }
  assert.deepEqual(readdirSync(folder), [])
})

test('zip: one that may not be copied is read by its local headers, which is told', async () => {
  const { members, problems } = await openAll(containerById('zip'), sourceOf(ZIP, 'b'), { limits: small })
  assert.ok(members.some((member) => member.text === TEXT))
  assert.match(problems.join(), /^b: larger than 0 MiB inside another archive: .*--spool DIR/)
})

const ENTRIES = writeJournal(
  Array.from({ length: 200 }, (_, i) => ({
    realtimeUs: 1650933804000000 + i,
    fields: [['MESSAGE', `StopPodSandbox for "${i}" failed`] as const, ['_HOSTNAME', 'node-a'] as const],
  })),
  { online: false },
)

async function journal(heldJournalBytes: number, spool: string | undefined): Promise<[readonly string[], string[]]> {
  const problems: string[] = []
  const messages: string[] = []
  const limits = { ...DEFAULT_LIMITS, heldJournalBytes }
  const gates = ['StopPodSandbox']
  const context = { limits, spool, sieve: false, gates, count: () => {}, problem: (why: string) => problems.push(why) }
  for await (const batch of document.read(sourceOf(ENTRIES), context)) messages.push(...batch.map((one) => one.message))
  return [messages, problems]
}

test('journal: a copy gives what memory gives; without it the beginning is read, which is told', async () => {
  const whole = await journal(DEFAULT_LIMITS.heldJournalBytes, undefined)
  assert.equal(whole[0].length, 200)
  assert.deepEqual(await journal(9000, folder), whole)
  const [messages, problems] = await journal(9000, undefined)
  assert.ok(messages.length < 200)
  assert.match(problems.join(), /only its beginning is read; --spool DIR/)
  assert.deepEqual(readdirSync(folder), [])
})

async function ingested(path: string, options: Partial<IngestOptions>, limits = {}): Promise<RecordingSink> {
  const sink = new RecordingSink()
  const machinery = { large: 1e9, segment: 1e9, workerEntry: undefined, limits: { ...DEFAULT_LIMITS, ...limits } }
  await ingestWith(fakeParsers, { paths: [path], ...options }, sink, machinery)
  return sink
}

test('a zip inside an archive gives the same events with a copy and without, and the folder is empty after it, also after an error', async () => {
  const inputs = mkdtempSync(join(tmpdir(), 'spool-in-'))
  try {
    const log = 'Apr 26 00:00:01 node-7 containerd: time="2022-04-26T00:00:01Z" StopPodSandbox aa failed\n'
    const archive = pack()
    archive.entry({ name: 'x.zip' }, Buffer.from(zipSync({ 'node-7/containerd.log': Buffer.from(log.repeat(50)) })))
    archive.entry({ name: 'later.log' }, log)
    archive.finalize()
    const path = join(inputs, 'bundle.tar')
    writeFileSync(path, await text(archive as AsyncIterable<Uint8Array>), 'latin1')
    const memory = await ingested(path, {})
    assert.equal(memory.events.length, 51)
    const limits = { heldZipBytes: 100 }
    assert.deepEqual(await ingested(path, { spool: folder }, limits), memory)
    const stop = new AbortController()
    stop.abort()
    await assert.rejects(ingested(path, { spool: folder, signal: stop.signal }, limits))
    assert.deepEqual(readdirSync(folder), [])
    await assert.rejects(ingested(path, { spool: path }), {
      code: 'BAD_OPTION',
      message: /cannot keep temporary copies in/,
    })
    await assert.rejects(ingested(path, { spool: join(folder, 'absent') }), { code: 'BAD_OPTION' })
  } finally {
    rmSync(inputs, { recursive: true })
  }
})
