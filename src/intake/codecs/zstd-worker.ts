import { parentPort, workerData } from 'node:worker_threads'
import { fileBytes } from '../file-bytes.ts'
import { unzstd } from './zstd.ts'

/** From the thread: bytes, each chunk in a buffer of its own; then the end, with why it came early ('' if it did not). */
export type FromZstdThread = { readonly chunks: readonly Uint8Array[] } | { readonly problem: string }

/** Decompressed bytes that are handed over at a time: each message wakes the other thread. */
const BATCH_BYTES = 1 << 20
/** Batches that are on the way at most; each message of the reader gives leave for another. */
const BATCHES = 3

const port = parentPort
if (port !== null) {
  let leave = BATCHES
  let resume: (() => void) | undefined
  port.on('message', () => {
    leave++
    resume?.()
  })

  let chunks: Uint8Array[] = []
  let bytes = 0
  const send = async (): Promise<void> => {
    while (leave === 0) {
      await new Promise<void>((resolve) => {
        resume = resolve
      })
    }
    leave--
    port.postMessage(
      { chunks } satisfies FromZstdThread,
      chunks.map((chunk) => chunk.buffer as ArrayBuffer),
    )
    chunks = []
    bytes = 0
  }

  let problem = ''
  try {
    for await (const chunk of unzstd(fileBytes(workerData as string))) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= BATCH_BYTES) await send()
    }
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error)
  }
  await send()
  port.postMessage({ problem } satisfies FromZstdThread)
  port.close()
}
