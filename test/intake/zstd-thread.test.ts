import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { unzstd } from '../../src/intake/codecs/zstd.ts'
import { unzstdBeside } from '../../src/intake/codecs/zstd-thread.ts'
import { fileBytes } from '../../src/intake/file-bytes.ts'
import { logText } from './containers/harness.ts'

const ENTRY = new URL('./zstd-worker-entry.mjs', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'zstd-thread-'))
after(() => rmSync(folder, { recursive: true }))
const skip = spawnSync('zstd', ['--version']).error !== undefined && 'no zstd program here'

/** Some 8 MB: more than a thread may send without leave. */
const TEXT = logText(70_000)

function zstd(...args: readonly string[]): Buffer {
  return spawnSync('zstd', [...args, '-q', '-c'], { input: TEXT, maxBuffer: 1 << 28 }).stdout
}

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** The text of a stream and why it ended early; each chunk is freed after it was read. */
async function read(chunks: ReturnType<typeof unzstd>): Promise<{ readonly text: string; readonly error: string }> {
  const parts: Buffer[] = []
  let error = ''
  try {
    for await (const chunk of chunks) {
      parts.push(Buffer.from(chunk))
      chunks.free?.(chunk)
    }
  } catch (e) {
    error = e instanceof Error ? e.message : String(e)
  }
  return { text: Buffer.concat(parts).toString('latin1'), error }
}

/** The next thread that is started. */
async function nextThread(): Promise<Worker> {
  const [worker] = (await once(process, 'worker')) as [Worker]
  return worker
}

describe('a thread that decompresses zstd ahead', { skip }, () => {
  it('gives every byte of files with several frames, skippable ones and long windows', async () => {
    const skippable = Buffer.from('502a4d1804000000abababab', 'hex')
    const frames = Buffer.concat([skippable, zstd('-1', '--no-check'), skippable, zstd('--long=27')])
    for (const [bytes, expected] of [
      [frames, TEXT + TEXT],
      [zstd('--long=28'), TEXT],
    ] as const) {
      const { text, error } = await read(unzstdBeside(written('whole.zst', bytes), ENTRY))
      assert.ok(text === expected && error === '', `${text.length} ${error}`)
    }
    assert.deepEqual(await read(unzstdBeside(written('empty.zst', skippable), ENTRY)), { text: '', error: '' })
  })

  it('gives of cut and damaged files what is read without it, and the same reason', async () => {
    const packed = zstd()
    const damaged = Buffer.from(packed)
    damaged.fill(0x58, packed.length >> 1, (packed.length >> 1) + 64)
    for (const bytes of [damaged, packed.subarray(0, packed.length >> 1), Buffer.concat([packed, Buffer.from('no')])]) {
      const path = written('damaged.zst', bytes)
      const beside = await read(unzstdBeside(path, ENTRY))
      assert.deepEqual(beside, await read(unzstd(fileBytes(path))))
      assert.match(beside.error, /damaged/)
      assert.ok(beside.text.length > 1 << 20)
    }
    const gone = join(folder, 'gone.zst')
    const missing = await read(unzstdBeside(gone, ENTRY))
    assert.deepEqual(missing, await read(unzstd(fileBytes(gone))))
    assert.match(missing.error, /ENOENT/)
  })

  it('ends with a reader that has enough', async () => {
    const started = nextThread()
    for await (const chunk of unzstdBeside(written('whole.zst', zstd()), ENTRY)) {
      assert.ok(TEXT.startsWith(Buffer.from(chunk).toString('latin1')))
      break
    }
    const worker = await started
    // -1: it has ended
    assert.equal(worker.threadId, -1)
  })

  it('waits for its reader', async () => {
    const worker = new Worker(ENTRY, { workerData: written('whole.zst', zstd()) })
    let messages = 0
    worker.on('message', () => messages++)
    while (messages < 3) await once(worker, 'message')
    await pause(50)
    assert.equal(messages, 3)
    worker.postMessage('leave')
    await once(worker, 'message')
    assert.equal(messages, 4)
    await worker.terminate()
  })

  it('is done without where it cannot begin', async () => {
    const path = written('whole.zst', zstd())
    const { text, error } = await read(unzstdBeside(path, new URL('./no-such-entry.mjs', import.meta.url)))
    assert.ok(text === TEXT && error === '', error)
  })

  it('that ends in the middle is told', async () => {
    const started = nextThread()
    const reading = read(unzstdBeside(written('whole.zst', zstd()), ENTRY))
    const worker = await started
    await once(worker, 'message')
    await worker.terminate()
    const { text, error } = await reading
    assert.ok(TEXT.startsWith(text) && text.length < TEXT.length)
    assert.match(error, /thread .* has ended/)
  })
})
