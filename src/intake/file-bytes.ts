import { closeSync, openSync, readSync } from 'node:fs'

const READ_BYTES = 262_144

/** Bytes of a file from its start; the descriptor is open while they are iterated. */
export async function* fileBytes(path: string): AsyncIterable<Uint8Array> {
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
