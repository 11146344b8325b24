import { closeSync, openSync, readSync } from 'node:fs'
import type { Chunks } from './byte-stream.ts'
import { freeChunk } from './codecs/chunk-memory.ts'

const READ_BYTES = 262_144

/** Bytes of a file from its start; the descriptor is open while they are iterated. */
export function fileBytes(path: string): Chunks {
  return Object.assign(chunksOf(path), { free: freeChunk })
}

async function* chunksOf(path: string): AsyncIterable<Uint8Array> {
  const fd = openSync(path, 'r')
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(READ_BYTES)
      const got = readSync(fd, chunk, 0, READ_BYTES, null)
      if (got === 0) return
      yield chunk.subarray(0, got)
    }
  } finally {
    closeSync(fd)
  }
}
