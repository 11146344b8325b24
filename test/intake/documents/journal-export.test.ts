import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_LIMITS } from '../../../src/base/limits.ts'
import { document } from '../../../src/intake/documents/journal-export.ts'
import type { ExportEntry } from '../../../src/model/export-entry.ts'
import { sourceOf } from '../containers/harness.ts'

const counts: Record<string, number> = {}

async function read(bytes: Uint8Array, step = 7919, gates: readonly string[] = []): Promise<readonly ExportEntry[]> {
  const entries: ExportEntry[] = []
  const count = (what: string, n = 1): void => {
    counts[what] = n
  }
  const context = { limits: DEFAULT_LIMITS, sieve: true, gates, count, problem: () => {} }
  for await (const batch of document.read(sourceOf(bytes, 'x', step), context)) entries.push(...batch)
  return entries
}

function binary(name: string, value: string): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(value)))
  return Buffer.concat([Buffer.from(`${name}\n`), length, Buffer.from(`${value}\n`)])
}

const HEAD =
  '__CURSOR=s=1;i=1\n__REALTIME_TIMESTAMP=1650933804518165\n_HOSTNAME=node-a\nSYSLOG_IDENTIFIER=kubelet\n_PID=7\n'
const BYTES = Buffer.concat([
  Buffer.from(`${HEAD}MESSAGE=plain = text\n\n${HEAD}_SOURCE_REALTIME_TIMESTAMP=1650933804000001\n`),
  binary('MESSAGE', 'two\nlines \u0001'),
  Buffer.from(`_COMM=x\n\n${HEAD}PRIORITY=6\n\n${HEAD}MESSAGE=last`),
])

test('text and binary-safe fields are read, with the place of the message', async () => {
  assert.equal(document.accepts(BYTES, 'x'), true)
  const entries = await read(BYTES)
  assert.deepEqual(
    entries.map((e) => [e.line, e.lineEnd, e.message, e.host, e.ident, e.pid]),
    [
      [6, 6, 'plain = text', 'node-a', 'kubelet', '7'],
      [14, 16, 'two\nlines \u0001', 'node-a', 'kubelet', '7'],
      [31, 31, 'last', 'node-a', 'kubelet', '7'],
    ],
  )
  assert.deepEqual(entries[1]?.stamp, { kind: 'epoch', us: 1_650_933_804_000_001 })
  assert.equal(BYTES.indexOf('MESSAGE\n'), entries[1]?.byteOffset)
  assert.equal(counts['entries'], 4)
})

test('chunks may be cut anywhere', async () => {
  const whole = await read(BYTES)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 90 }), async (step) => assert.deepEqual(await read(BYTES, step), whole)),
    { numRuns: 40, seed: 5 },
  )
})

test('a field whose length cannot be is passed over', async () => {
  const bad = Buffer.concat([Buffer.from(`${HEAD}MESSAGE\nnot a length at all\n\n${HEAD}MESSAGE=good\n\n`)])
  assert.deepEqual(
    (await read(bad)).map((e) => e.message),
    ['good'],
  )
  assert.equal(counts['lines that are no field'], 1)
})

test('a file cut inside a field keeps what came before', async () => {
  assert.deepEqual(
    (await read(BYTES.subarray(0, BYTES.indexOf('two') + 2))).map((e) => e.message),
    ['plain = text'],
  )
})

test('of messages without a gate one is kept for its time', async () => {
  assert.deepEqual(
    (await read(BYTES, 7919, ['last'])).map((e) => e.sample),
    [true, undefined],
  )
})
