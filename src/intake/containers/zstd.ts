import type { ByteSource, Chunks } from '../byte-stream.ts'
import { unzstd } from '../codecs/zstd.ts'
import { unzstdBeside, zstdThreadEntry } from '../codecs/zstd-thread.ts'
import type { Container } from '../container.ts'

/** Packed bytes from which on a thread is taken. With two processors of one core it gains nothing at 40 MB, a fifth to a third at 200 MB. */
const THREAD_FROM_BYTES = 64 << 20

/**
 * Zstandard (RFC 8878); concatenated and skippable frames are read. Not by node:zlib, which has it from Node 22.15 on: that ends silently
 * after the first frame, and gives nothing of a damaged stream (Node 22.23, 24.21).
 */
export const container: Container = {
  id: 'zstd',
  title: 'Zstandard',
  // frame 28 B5 2F FD, skippable frame 5x 2A 4D 18
  accepts: (head) =>
    isFrame(head) || ((head[0] ?? 0) >> 4 === 5 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18),
  async *open(input, { ahead = false }) {
    yield {
      path: input.path,
      bytes: ahead ? unzstdAhead(input) : unzstd(input.bytes),
      size: undefined,
      mtimeUs: 0,
    }
  },
}

function isFrame(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd
}

function unzstdAhead({ bytes, file, size = 0 }: ByteSource): Chunks {
  const entry = size >= THREAD_FROM_BYTES ? zstdThreadEntry() : undefined
  return file === undefined || entry === undefined ? unzstd(bytes) : unzstdBeside(file, entry)
}
