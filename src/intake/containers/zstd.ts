import { pipeline } from 'node:stream'
import * as zlib from 'node:zlib'
import { freeChunk } from '../codecs/chunk-memory.ts'
import { unzstd } from '../codecs/zstd.ts'
import type { Container } from '../container.ts'

const CHUNK_BYTES = 262_144

/** node:zlib has zstd from Node 22.15 on; its types come with a newer @types/node than the oldest Node we support. */
type NativeZstd = (options: { chunkSize: number }) => NodeJS.ReadWriteStream
const native = (zlib as { createZstdDecompress?: NativeZstd }).createZstdDecompress

/** Zstandard (RFC 8878): node:zlib where it can, else codecs/zstd.ts; concatenated and skippable frames are read. */
export const container: Container = {
  id: 'zstd',
  title: 'Zstandard',
  // frame 28 B5 2F FD, skippable frame 5x 2A 4D 18
  accepts: (head) =>
    isFrame(head) || ((head[0] ?? 0) >> 4 === 5 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18),
  async *open(input) {
    yield {
      path: input.path,
      bytes: native ? Object.assign(unzstdNative(input.bytes, native), { free: freeChunk }) : unzstd(input.bytes),
      size: undefined,
      mtimeUs: 0,
    }
  },
}

function isFrame(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd
}

async function* unzstdNative(bytes: AsyncIterable<Uint8Array>, create: NativeZstd): AsyncIterable<Uint8Array> {
  const output = create({ chunkSize: CHUNK_BYTES })
  // The callback takes the error; iterating `output` throws it once.
  pipeline(bytes, output, () => {})
  for await (const chunk of output) if (typeof chunk !== 'string') yield chunk
}
