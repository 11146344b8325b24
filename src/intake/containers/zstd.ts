import { unzstd } from '../codecs/zstd.ts'
import type { Container } from '../container.ts'

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
  async *open(input) {
    yield {
      path: input.path,
      bytes: unzstd(input.bytes),
      size: undefined,
      mtimeUs: 0,
    }
  },
}

function isFrame(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd
}
