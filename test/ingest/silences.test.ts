import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { withCauses } from '../../src/ingest/parsers.ts'
import { type IngestOptions, ingestWith, type Machinery } from '../../src/ingest/run.ts'
import { RecordingSink } from './recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'silences-'))
after(() => rmSync(folder, { recursive: true }))
let cases = 0

const MINUTE = 60
const HOUR = 3600
const START = Date.UTC(2022, 3, 26, 0, 0, 0) / 1000

type Line = (second: number) => string

const iso = (second: number): string => new Date((START + second) * 1000).toISOString()
// Apr 26 00:43:24 node-7 kubelet[1205]: I0426 00:43:24.000000    1205 kubelet.go:2124] "SyncLoop ..
const kubelet: Line = (second) => {
  const clock = iso(second).slice(11, 19)
  return `Apr ${iso(second).slice(8, 10)} ${clock} node-7 kubelet[1205]: I04${iso(second).slice(8, 10)} ${clock}.000000    1205 kubelet.go:2124] "SyncLoop UPDATE" source="api"`
}
const bareKubelet: Line = (second) => kubelet(second).slice(38)
const containerd: Line = (second) =>
  `time="${iso(second).slice(0, 19)}.000000000Z" level=info msg="starting containerd" revision=x version=1.6.2`
const application: Line = (second) => `${iso(second).slice(0, 19)}.000000000Z stdout F served /healthz`

/** Seconds of `count` lines, every `every` seconds from `from` on, a little uneven. */
const every = (seconds: number, count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + i * seconds + ((i * 7) % 3))
const text = (line: Line, seconds: readonly number[]): string => seconds.map((second) => `${line(second)}\n`).join('')

function files(contents: Readonly<Record<string, string | Buffer>>): string {
  const root = join(folder, `case-${cases++}`)
  mkdirSync(root)
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(root, name), content)
  return root
}

async function read(path: string, options: Partial<IngestOptions> = {}, machinery?: Machinery): Promise<RecordingSink> {
  const sink = new RecordingSink()
  await ingestWith(withCauses([]), { paths: [path], year: 2022, ...options }, sink, machinery)
  return sink
}

interface Told {
  readonly from: string
  readonly line: number
  readonly value: string
  readonly text: string
}

async function silences(
  contents: Readonly<Record<string, string | Buffer>>,
  options: Partial<IngestOptions> = {},
  machinery?: Machinery,
): Promise<readonly Told[]> {
  const sink = await read(files(contents), options, machinery)
  return sink.facts
    .filter(({ kind }) => kind === 'log-silence')
    .map(({ timeUs, line, value, text: told }) => ({
      from: new Date(timeUs / 1000).toISOString().slice(0, 19),
      line,
      value,
      text: told,
    }))
}

const holed = [...every(4, 100), ...every(4, 100, 400 + 3 * HOUR)]

describe('silences', () => {
  it('a hole of three hours in a log of 200 lines stands between two lines', async () => {
    assert.deepEqual(await silences({ 'kubelet.log': text(kubelet, holed) }), [
      {
        from: '2022-04-26T00:06:36',
        line: 100,
        value: '10804',
        text: 'no line from 2022-04-26 00:06:36 to 2022-04-26 03:06:40 UTC (3 h); otherwise one every 4 s on average',
      },
    ])
  })

  it('the form of the log and its packing make no difference', async () => {
    const expected = await silences({ 'kubelet.log': text(kubelet, holed) })
    assert.equal(expected.length, 1)
    assert.deepEqual(await silences({ 'kubelet.log': text(bareKubelet, holed) }), expected)
    assert.deepEqual(await silences({ 'kubelet.log.gz': gzipSync(text(kubelet, holed)) }), expected)
    assert.deepEqual(await silences({ 'kubelet.log': text(kubelet, holed) }, { sieve: false }), expected)
    const [reversed] = await silences({ 'kubelet.log': text(kubelet, holed.toReversed()) })
    assert.deepEqual({ ...reversed, line: 100 }, { ...expected[0], line: 100 })
  })

  it('a journal in the export format tells it too', async () => {
    const entry: Line = (second) =>
      `__REALTIME_TIMESTAMP=${START + second}000000\n_HOSTNAME=node-7\nSYSLOG_IDENTIFIER=kubelet\nMESSAGE=${bareKubelet(second)}\n`
    const told = await silences({ 'journal.export': text(entry, [...every(4, 9000), ...every(4, 200, 50_000)]) })
    assert.deepEqual(
      told.map(({ from, value }) => [from, value]),
      [['2022-04-26T09:59:58', '14002']],
    )
  })

  it('a file of a rotation that is missing leaves a hole', async () => {
    const log = (from: number): string => text(kubelet, every(4, 100, from))
    const rotated = { 'kubelet.log.2.gz': gzipSync(log(0)), 'kubelet.log.1': log(400), 'kubelet.log': log(3 * HOUR) }
    assert.deepEqual(await silences(rotated), [
      {
        from: '2022-04-26T00:13:16',
        line: 1,
        value: '10004',
        text: 'no line from 2022-04-26 00:13:16 to 2022-04-26 03:00:00 UTC (2 h 46 min), since kubelet.log.1 ended; a rotated file between them may be missing',
      },
    ])
    assert.deepEqual(
      await silences({ ...rotated, 'kubelet-20220426.log.gz': gzipSync(text(kubelet, every(60, 166, 800))) }),
      [],
    )
    assert.deepEqual(await silences({ 'a.log': log(0), 'b.log': log(3 * HOUR) }), [], 'two logs are no rotation')
  })

  it('what is usual for the log is no silence', async () => {
    const bursts = Array.from({ length: 30 }, (_, hour) => every(1, 40, hour * HOUR)).flat()
    const slow = every(20 * MINUTE, 300)
    const steady = every(2, 3000)
    for (const seconds of [bursts, slow, steady, [0, 5 * HOUR, 9 * HOUR]])
      assert.deepEqual(await silences({ 'kubelet.log': text(kubelet, seconds) }), [])
  })

  it('nor is what an application does not write', async () => {
    assert.deepEqual(await silences({ 'shop-0.log': text(application, holed) }), [])
  })

  it('nor an outlier, a second log in the same file, or stamps that count from the boot', async () => {
    const steady = every(4, 200)
    const outlier = text(kubelet, [...steady.slice(0, 100), -5 * HOUR, ...steady.slice(100)])
    const later = text(kubelet, [...steady.slice(0, 100), 9 * HOUR, ...steady.slice(100)])
    const two = text(kubelet, steady) + text(containerd, [...every(4, 50), ...every(4, 150, 8 * HOUR), 2 * HOUR])
    const monotonic: Line = (second) =>
      `[${(second + 7).toFixed(6).padStart(12)}] node-7 kubelet[1205]: SyncLoop UPDATE`
    for (const one of [outlier, later, two, text(monotonic, holed)])
      assert.deepEqual(await silences({ 'kubelet.log': one }), [])
  })

  it('a zone that only later lines prove makes no hole', async () => {
    const local: Line = (second) => `${kubelet(second).slice(0, 38)}SyncLoop UPDATE`
    const proving: Line = (second) => `${kubelet(second).slice(0, 23)}containerd[812]: ${containerd(second + 5 * HOUR)}`
    const log =
      text(local, every(1, 40_000)) + text(proving, every(4, 60, 40_000)) + text(local, every(4, 9000, 40_240))
    assert.deepEqual(await silences({ messages: log }), [])
  })

  it('a boot is named', async () => {
    const boot = 400 + 3 * HOUR - 20
    const kernel = `${kubelet(boot).slice(0, 23)}kernel: Linux version 5.15.0-60-generic (buildd@x) (gcc 11) #66\n`
    const log = text(kubelet, every(4, 100)) + kernel + text(kubelet, every(4, 100, 400 + 3 * HOUR))
    const [told] = await silences({ messages: log })
    assert.match(told?.text ?? '', / on average; the node booted at 2022-04-26 03:06:20 UTC$/)
  })

  it('a bare log of containerd is known by what it says', async () => {
    const stop: Line = (second) =>
      `time="${iso(second).slice(0, 19)}.000000000Z" level=info msg="StopPodSandbox for \\"${'ab'.repeat(32)}\\" returns successfully"`
    assert.equal((await silences({ 'some.log': text(stop, holed) })).length, 1)
  })

  it('what is outside of the time asked for is not told', async () => {
    const log = { 'kubelet.log': text(kubelet, holed) }
    const sinceUs = (START + 4 * HOUR) * 1e6
    assert.deepEqual(await silences(log, { sinceUs }), [])
    assert.equal((await silences(log, { sinceUs: sinceUs - HOUR * 1e6 })).length, 1)
  })

  it('segments, threads and streams find the same', async () => {
    const long = [...every(1, 20_000), ...every(1, 10_000, 40_000), ...every(1, 6000, 60_000)]
    const log = text(kubelet, long)
    const whole = await silences({ 'kubelet.log.gz': gzipSync(log) })
    assert.deepEqual(
      whole.map(({ line }) => line),
      [20_000, 30_000],
    )
    for (const workers of [1, 2, 4]) {
      const machinery = { large: 50_000, segment: 1 << 19, workerEntry: new URL('./worker-entry.mjs', import.meta.url) }
      assert.deepEqual(await silences({ 'kubelet.log': log }, { workers }, machinery), whole)
    }
  })

  it('a hole anywhere in a steady log is found, with its two lines', async () => {
    const hole = fc.record({
      step: fc.integer({ min: 1, max: 30 }),
      count: fc.integer({ min: 120, max: 4000 }),
      at: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(hole, async ({ step, count, at }) => {
        const before = Math.floor(count * at)
        const seconds = [...every(step, before), ...every(step, count - before, before * step + 2 * HOUR)]
        const told = await silences({ 'kubelet.log': text(kubelet, seconds) })
        assert.deepEqual(
          told.map(({ line }) => line),
          [before],
        )
      }),
      { numRuns: 25, seed: 7 },
    )
  })
})
