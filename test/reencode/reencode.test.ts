import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { pack } from 'tar-stream'
import { ingest } from '../../src/ingest/index.ts'
import { judge } from '../../src/rules/index.ts'
import { openStore } from '../../src/store/index.ts'
import { writeJournal } from '../intake/journal/write-journal.ts'
import { printJournal } from '../samples/journal.ts'
import { ENTRIES } from './small-incident.ts'
import { TRANSPORTS } from './transports.ts'

interface Outcome {
  readonly failures: readonly string[]
  readonly states: readonly string[]
  readonly cause: string | null
  readonly nodes: readonly string[]
}

async function outcomeOf(bytes: Uint8Array | string, name: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'reencode-'))
  const store = openStore(':memory:')
  try {
    mkdirSync(join(folder, 'worker-1'))
    writeFileSync(join(folder, 'worker-1', name), bytes)
    await ingest({ paths: [folder], year: 2022, workers: 1 }, store)
    store.finish()
    const file = store.caseFile()
    return {
      failures: [...file.failures()].map((f) => `${f.operation} ${f.cause} ${f.sandbox_id}`).sort(),
      states: [...file.sandboxes()].map((s) => `${s.sandbox_id} ${s.state} ${s.pod_name} ${s.failed_stops}`).sort(),
      cause: judge(file).cause,
      nodes: file.nodes().filter((node) => node !== ''),
    }
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const plain = outcomeOf(printJournal(ENTRIES, 'short-precise'), 'journal.log')

/** What a form cannot carry. `containerd only`: without a program name and a logger of its own, kubelet's lines stay told by klog; nothing is lost. */
test('the incident as it is: twelve failed stops of four sandboxes that end well', async () => {
  const { failures, states, cause, nodes } = await plain
  assert.deepEqual([failures.length, states.length, cause, nodes], [12, 4, 'cni-config-version-missing', ['worker-1']])
  assert.ok(states.every((state) => state.includes(' gone ')))
})

for (const [name, encode] of Object.entries(TRANSPORTS)) {
  test(`${name}: the same failures, sandboxes and verdict`, async () => {
    assert.deepEqual(await outcomeOf(encode(ENTRIES), 'logs.txt'), await plain)
  })
}

test('the binary journal: the same failures, sandboxes and verdict', async () => {
  const bytes = writeJournal(
    ENTRIES.map((e) => ({
      realtimeUs: e.us,
      fields: [
        ['MESSAGE', e.text],
        ['_HOSTNAME', e.node],
        ['SYSLOG_IDENTIFIER', e.ident],
        ['_PID', String(e.pid)],
      ],
    })),
    { compression: 'lz4' },
  )
  assert.deepEqual(await outcomeOf(bytes, 'system.journal'), await plain)
})

async function tarOf(name: string, bytes: Uint8Array): Promise<Buffer> {
  const archive = pack()
  archive.entry({ name, mtime: new Date(1651700000000) }, Buffer.from(bytes))
  archive.finalize()
  const out: Uint8Array[] = []
  for await (const chunk of archive) out.push(chunk as Uint8Array)
  return Buffer.concat(out)
}
const TEXT = Buffer.from(printJournal(ENTRIES, 'short-precise'))
const program = (command: string, bytes: Uint8Array): Uint8Array | undefined => {
  const run = spawnSync(command, ['-c'], { input: bytes, maxBuffer: 1 << 28 })
  return run.status === 0 ? run.stdout : undefined
}
const MEMBER = 'bundle/worker-1/journal.log'
const CONTAINERS: Readonly<Record<string, () => Promise<Uint8Array | undefined>>> = {
  gz: async () => gzipSync(TEXT),
  'gz of two members': async () => Buffer.concat([gzipSync(TEXT.subarray(0, 5000)), gzipSync(TEXT.subarray(5000))]),
  xz: async () => program('xz', TEXT),
  zst: async () => program('zstd', TEXT),
  bz2: async () => program('bzip2', TEXT),
  lz4: async () => program('lz4', TEXT),
  tar: () => tarOf(MEMBER, TEXT),
  'tar.gz': async () => gzipSync(await tarOf(MEMBER, TEXT)),
  'tar.xz': async () => program('xz', await tarOf(MEMBER, TEXT)),
  zip: async () => zipSync({ [MEMBER]: TEXT }),
  'tar.gz in zip': async () => zipSync({ 'b.tar.gz': gzipSync(await tarOf(MEMBER, TEXT)) }),
  'log.gz in tar.gz in zip in tar': async () =>
    tarOf('x.zip', zipSync({ 'b.tar.gz': gzipSync(await tarOf(`${MEMBER}.1.gz`, gzipSync(TEXT))) })),
}

for (const [name, make] of Object.entries(CONTAINERS)) {
  test(`${name}: the same failures, sandboxes and verdict`, async (context) => {
    const bytes = await make()
    if (bytes === undefined) return context.skip(`no program for ${name} here`)
    assert.deepEqual(await outcomeOf(bytes, 'evidence.bin'), await plain)
  })
}
