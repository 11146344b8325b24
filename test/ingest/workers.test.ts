import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { withCauses } from '../../src/ingest/parsers.ts'
import { defaultWorkers, type IngestOptions, ingestWith, type Machinery } from '../../src/ingest/run.ts'
import { RecordingSink } from './recording-sink.ts'

const MACHINERY: Machinery = {
  large: 50_000,
  segment: 60_001,
  workerEntry: new URL('./worker-entry.mjs', import.meta.url),
}
const folder = mkdtempSync(join(tmpdir(), 'workers-'))
after(() => rmSync(folder, { recursive: true }))

async function read(
  paths: readonly string[],
  workers: number,
  options: Partial<IngestOptions> = {},
): Promise<RecordingSink> {
  const sink = new RecordingSink()
  await ingestWith(withCauses([]), { paths, workers, ...options }, sink, MACHINERY)
  return sink
}

describe('worker threads', () => {
  it('1, 2 and 4 of them hand on the same, in the same order', async () => {
    const one = await read(['samples/founding-stop'], 1)
    assert.ok(one.events.length > 1000)
    for (const workers of [2, 4]) assert.deepEqual(await read(['samples/founding-stop'], workers), one)
  })

  it('a segment sees the context that the one before left', async () => {
    const line = 'Apr 26 00:43:24 node-7 systemd[1]: run-containerd-runc.mount: Succeeded.\n'
    const klog =
      'E0426 00:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="x" podSandboxID="abc"\n'
    const path = join(folder, 'kubelet.log')
    writeFileSync(path, `${line.repeat(2000)}Running on machine: late-node\n${line.repeat(2000)}${klog}`)
    const one = await read([path], 1)
    assert.equal(one.events[0]?.node, 'late-node')
    assert.deepEqual(await read([path], 2), one)
  })

  it('a path that cannot be read in a worker is the same error as here', async () => {
    const path = join(folder, 'gone.log')
    writeFileSync(path, 'x\n')
    const failing = (workers: number): Promise<unknown> => {
      const sink = new RecordingSink()
      const paths = [join(folder, 'kubelet.log'), path]
      const parsers = withCauses([])
      const run = ingestWith(parsers, { paths, workers }, sink, MACHINERY)
      rmSync(path, { force: true })
      return run
    }
    await assert.rejects(failing(1), { code: 'PATH_UNREADABLE' })
    writeFileSync(path, 'x\n')
    await assert.rejects(failing(2), { code: 'PATH_UNREADABLE' })
  })

  it('an aborted signal ends the threads', async () => {
    await assert.rejects(
      read(['samples/founding-stop'], 2, { signal: AbortSignal.abort(new Error('enough')) }),
      /enough/,
    )
  })
})

/** A store is such a sink. */
class SlowSink extends RecordingSink {
  readonly takesTime = true
}

describe('a log that floods', () => {
  const FLOODS = { ...MACHINERY, processors: 2, flood: { windowBytes: 100_000, events: 1, leftBytes: 200_000 } }
  const paths = ['samples/founding-stop']

  it('is read on in a worker thread, with the same result', async () => {
    const sink = new SlowSink()
    await ingestWith(withCauses([]), { paths }, sink, FLOODS)
    const { takesTime, ...told } = sink
    assert.ok(takesTime)
    assert.deepEqual(told, { ...(await read(paths, 1)) })
  })

  it('is read by a thread only where there are two processors, the sink takes time and nobody says otherwise', async () => {
    const broken = { ...FLOODS, workerEntry: new URL('data:text/javascript,throw new Error("a thread was started")') }
    const run = (sink: RecordingSink, options: Partial<IngestOptions>, machinery: Machinery): Promise<unknown> =>
      ingestWith(withCauses([]), { paths, ...options }, sink, machinery)
    await assert.rejects(run(new SlowSink(), {}, broken), /a thread was started/)
    await run(new RecordingSink(), {}, broken)
    await run(new SlowSink(), { workers: 1 }, broken)
    await run(new SlowSink(), {}, { ...broken, processors: 1 })
  })
})

describe('the number of worker threads', () => {
  it('leaves a processor to the thread that writes', () => {
    assert.deepEqual([1, 2, 3, 4, 64].map(defaultWorkers), [1, 1, 2, 3, 4])
  })
})
