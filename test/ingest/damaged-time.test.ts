import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { ingest } from '../../src/ingest/index.ts'
import { RecordingSink } from './recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'damaged-time-'))
after(() => rmSync(folder, { recursive: true }))

const failed = (date: string, minute: number): string =>
  `time="${date}T00:${String(minute).padStart(2, '0')}:24.000000000Z" level=error msg="StopPodSandbox for \\"${String(minute).padStart(64, '0')}\\" failed" error="invalid version \\"\\": the version is empty"`
const klog = (minute: number): string =>
  `E0426 00:${String(minute).padStart(2, '0')}:25.000000     812 remote_runtime.go:269] "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = invalid version \\"\\": the version is empty" podSandboxID="${String(minute).padStart(64, '0')}"`

interface Found {
  readonly years: readonly number[]
  readonly span: readonly [first: number, last: number]
  readonly damaged: number
}

const yearOf = (us: number): number => (us === 0 ? 0 : new Date(us / 1000).getUTCFullYear())

async function read(lines: readonly string[], sieve = true): Promise<Found> {
  const path = join(folder, 'containerd.log')
  writeFileSync(path, `${lines.join('\n')}\n`)
  const sink = new RecordingSink()
  await ingest({ paths: [path], sieve }, sink)
  const [summary] = sink.done
  return {
    years: sink.events.map(({ timeUs }) => yearOf(timeUs)),
    span: [yearOf(summary?.firstUs ?? 0), yearOf(summary?.lastUs ?? 0)],
    damaged: summary?.counts['damaged times'] ?? 0,
  }
}

const minutes = [1, 2, 3, 4, 5, 6]
const log = (dates: readonly string[]): readonly string[] => dates.map((date, i) => failed(date, i + 1))
const NOW = '2022-04-26'

describe('a time that no line near it supports', () => {
  it('is counted as damaged, is no time of its record and no end of what the log covers', async () => {
    for (const sieve of [true, false]) {
      const found = await read(log([NOW, NOW, '1999-04-26', NOW, NOW]), sieve)
      assert.deepEqual(found, { years: [2022, 2022, 0, 2022, 2022], span: [2022, 2022], damaged: 1 })
    }
    assert.equal((await read(log([NOW, NOW, '2099-04-26', NOW]))).damaged, 1)
  })

  it('gives way to the time with which its record was handed on', async () => {
    const handed = (line: string): string => `2022-04-26T00:09:25+00:00 node-a containerd[701]: ${line}`
    const found = await read(log([NOW, '1999-04-26', NOW]).map(handed))
    assert.deepEqual(found, { years: [2022, 2022, 2022], span: [2022, 2022], damaged: 1 })
  })

  it('tells no year to stamps that have none', async () => {
    const lines = log([NOW, NOW, '1999-04-26', NOW, NOW]).flatMap((line, i) => [line, klog(i + 1)])
    assert.deepEqual((await read(lines)).years, [2022, 2022, 2022, 2022, 0, 2022, 2022, 2022, 2022, 2022])
  })
})

describe('times that are left as they are', () => {
  it('a clock that is set once', async () => {
    const found = await read(log(['1970-01-01', '1970-01-01', NOW, NOW]))
    assert.deepEqual(found, { years: [1970, 1970, 2022, 2022], span: [1970, 2022], damaged: 0 })
    assert.equal((await read(log(['1970-01-01', NOW, NOW]))).damaged, 0)
    assert.equal((await read(log([NOW, NOW, '1970-01-01', '1970-01-01', NOW]))).damaged, 0)
  })

  it('a log that was idle for years, and one that goes on year by year', async () => {
    assert.equal((await read(log(['2019-04-26', '2019-04-26', NOW]))).damaged, 0)
    assert.equal((await read(log(minutes.map((i) => `${2016 + i}-04-26`)))).damaged, 0)
  })

  it('lines of a second machine whose clock is wrong, between those of the first', async () => {
    assert.equal((await read(log([NOW, '1999-04-26', NOW, '1999-04-26', NOW]))).damaged, 0)
  })
})
