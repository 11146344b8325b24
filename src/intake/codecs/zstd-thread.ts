import { on } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { threadEntry } from '../../base/thread-entry.ts'
import type { Chunks } from '../byte-stream.ts'
import { fileBytes } from '../file-bytes.ts'
import { freeChunk } from './chunk-memory.ts'
import { unzstd } from './zstd.ts'
import type { FromZstdThread } from './zstd-worker.ts'

/** Module that the thread begins with; undefined = there can be none. */
export function zstdThreadEntry(): URL | undefined {
  return availableParallelism() > 1 ? threadEntry('zstd-worker', import.meta.url) : undefined
}

/**
 * What `unzstd` gives for the bytes of a file, decompressed in a thread of its own that runs some megabytes ahead. The thread ends with the stream,
 * also where a reader ends that early. `entry`: module that it begins with; where it cannot, the bytes are decompressed in this thread.
 */
export function unzstdBeside(file: string, entry: URL): Chunks {
  return Object.assign(fromThread(file, entry), { free: freeChunk })
}

async function* fromThread(file: string, entry: URL): AsyncIterable<Uint8Array> {
  const worker = new Worker(entry, { workerData: file, resourceLimits: { maxYoungGenerationSizeMb: 1 } })
  // of a thread that nobody listens to any more
  worker.on('error', () => {})
  let hasBegun = false
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[FromZstdThread]>) {
      hasBegun = true
      if ('problem' in message) {
        if (message.problem !== '') throw new Error(message.problem)
        return
      }
      worker.postMessage('leave')
      yield* message.chunks
    }
    if (hasBegun) throw new Error('the thread that decompresses has ended')
  } catch (error) {
    if (hasBegun) throw error
  } finally {
    await worker.terminate()
  }
  yield* unzstd(fileBytes(file))
}
