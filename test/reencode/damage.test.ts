import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { pack } from 'tar-stream'
import { PostmortemError } from '../../src/index.ts'
import { ingest } from '../../src/ingest/index.ts'
import type { Sink } from '../../src/model/batch.ts'
import { writeJournal } from '../intake/journal/write-journal.ts'

const ID = 'c'.repeat(64)
const LINE = `Apr 26 00:43:24 node-a containerd[701]: time="2022-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for \\"${ID}\\" failed" error="failed to destroy network for sandbox \\"${ID}\\": invalid version \\"\\": the version is empty"\n`
const TEXT = LINE.repeat(40)

async function tar(): Promise<Buffer> {
  const archive = pack()
  for (const name of ['node-a/one.log', 'node-a/two.log']) archive.entry({ name, mtime: new Date(1651000000000) }, TEXT)
  archive.finalize()
  const parts: Uint8Array[] = []
  for await (const chunk of archive) parts.push(chunk as Uint8Array)
  return Buffer.concat(parts)
}

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'damage-'))
})
after(() => rmSync(folder, { recursive: true }))

/** Events read and problems named; a file of which nothing can be read is refused in words. */
async function read(bytes: Uint8Array): Promise<{ events: number; problems: number }> {
  const path = join(folder, 'evidence.bin')
  writeFileSync(path, bytes)
  const found = { events: 0, problems: 0 }
  const sink: Sink = {
    begin: () => {},
    putBatch: ({ events }) => {
      found.events += events.length
    },
    putConfig: () => {},
    markDone: (_, { problem }) => {
      if (problem !== '') found.problems++
    },
  }
  try {
    await ingest({ paths: [path], workers: 1 }, sink)
  } catch (error) {
    if (!(error instanceof PostmortemError)) throw error
    found.problems++
  }
  return found
}

const KINDS: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'tar.gz': async () => gzipSync(await tar(), { level: 0 }),
  tar,
  zip: async () =>
    zipSync({
      'node-a/one.log': [Buffer.from(TEXT), { level: 0 }],
      'node-a/two.log': [Buffer.from(TEXT), { level: 0 }],
    }),
  journal: async () =>
    writeJournal(
      Array.from({ length: 40 }, (_, i) => ({
        realtimeUs: 1650933804518165 + i,
        fields: [
          ['MESSAGE', LINE.slice(40)],
          ['_HOSTNAME', 'node-a'],
          ['SYSLOG_IDENTIFIER', 'containerd'],
        ],
      })),
    ),
}

for (const [name, make] of Object.entries(KINDS)) {
  test(`${name}: two hundred mutilations never crash and never hang`, async () => {
    const whole = await make()
    assert.ok((await read(whole)).events > 0)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 }),
        async (cut, flips) => {
          const bytes = Buffer.from(whole.subarray(0, cut))
          for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value
          const { events } = await read(bytes)
          assert.ok(events <= 81)
        },
      ),
      { numRuns: 200, seed: 17 },
    )
  })

  test(`${name}: what stands before a cut is read`, {
    skip: name === 'journal' && 'its header points behind the cut',
  }, async () => {
    const whole = await make()
    const { events, problems } = await read(whole.subarray(0, Math.floor(whole.length * 0.7)))
    assert.ok(events >= 40, `${events} events`)
    assert.ok(problems > 0)
  })
}
