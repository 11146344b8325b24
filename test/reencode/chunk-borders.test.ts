import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { ingest } from '../../src/ingest/index.ts'
import { RecordingSink } from '../ingest/recording-sink.ts'
import { ENTRIES } from './small-incident.ts'
import { TRANSPORTS } from './transports.ts'

/** Random ways to split each input; the large ones have fewer. */
const RUNS = 2
const LARGE_BYTES = 300_000

/** Where an input is split: places as shares of its length, and a run of tiny chunks from one of them on. */
const splits = fc.record({
  borders: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }),
  tinyFrom: fc.double({ min: 0, max: 1, noNaN: true }),
  tiny: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 200 }),
})

function* split(bytes: Buffer, { borders, tinyFrom, tiny }: typeof splits extends fc.Arbitrary<infer T> ? T : never) {
  const at = new Set(borders.map((share) => Math.floor(share * bytes.length)))
  let next = Math.floor(tinyFrom * bytes.length)
  for (const size of tiny) {
    next += size
    at.add(next)
  }
  const places = [...at].filter((place) => place > 0 && place < bytes.length).sort((a, b) => a - b)
  for (const [i, to] of [...places, bytes.length].entries()) yield bytes.subarray(places[i - 1] ?? 0, to)
}

async function read(chunks: Iterable<Uint8Array>): Promise<RecordingSink> {
  const stdin = (async function* () {
    yield* chunks
  })()
  const sink = new RecordingSink()
  await ingest({ paths: ['-'], year: 2022, stdin }, sink)
  return sink
}

/** All that is handed on: sources, events, facts with the silences, configurations and counts. */
async function assertSameAnyhow(bytes: Buffer, runs: number): Promise<void> {
  const whole = await read([bytes])
  assert.ok(whole.done.some((source) => source.lines > 0 || source.understood > 0))
  await fc.assert(
    fc.asyncProperty(splits, async (where) => {
      assert.deepEqual(await read(split(bytes, where)), whole)
    }),
    { numRuns: runs, seed: 20_220_504 },
  )
}

const runsFor = (bytes: Buffer): number => (bytes.length > LARGE_BYTES ? 1 : RUNS)

const short = TRANSPORTS['short-precise']?.(ENTRIES) ?? ''
const inputs: Readonly<Record<string, Buffer>> = {
  ...Object.fromEntries(Object.entries(TRANSPORTS).map(([name, encode]) => [name, Buffer.from(encode(ENTRIES))])),
  gz: gzipSync(short),
  'gz of two members': Buffer.concat([gzipSync(short), gzipSync(short)]),
  zip: Buffer.from(zipSync({ 'worker-1/journal.log': Buffer.from(short), 'worker-2/a.log.gz': gzipSync(short) })),
}

for (const [name, bytes] of Object.entries(inputs)) {
  test(`${name}: the same whatever the chunks`, () => assertSameAnyhow(bytes, RUNS))
}

const samples = readdirSync('samples', { recursive: true, encoding: 'utf8' })
  .map((name) => join('samples', name))
  .filter((path) => /\.(?:log|gz)$/.test(path) && statSync(path).isFile())
  .sort()

for (const path of samples) {
  test(`${path}: the same whatever the chunks`, () => {
    const bytes = readFileSync(path)
    return assertSameAnyhow(bytes, runsFor(bytes))
  })
}
