import { pipeline } from 'node:stream'
import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import type { Container } from '../container.ts'

const CHUNK_BYTES = 262_144

/** node:zlib has zstd from Node 22.15 on; its types come with a newer @types/node than the oldest Node we support. */
type NativeZstd = (options: { chunkSize: number }) => NodeJS.ReadWriteStream
const native = (zlib as { createZstdDecompress?: NativeZstd }).createZstdDecompress

/** Zstandard (RFC 8878): node:zlib where it can, else fzstd (pure JavaScript, measured 157-204 MiB/s); concatenated and skippable frames are read. */
export const container: Container = {
  id: 'zstd',
  title: 'Zstandard',
  // frame 28 B5 2F FD, skippable frame 5x 2A 4D 18
  accepts: (head) =>
    isFrame(head) || ((head[0] ?? 0) >> 4 === 5 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18),
  async *open(input) {
    yield {
      path: input.path,
      bytes: native ? unzstdNative(input.bytes, native) : unzstd(input.bytes),
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

/** Yields what each input chunk gives; a cut input yields its prefix, then throws. */
async function* unzstd(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const ready: Uint8Array[] = []
  const decoder = new Decompress((chunk) => {
    if (chunk.length > 0) ready.push(chunk)
  })
  for await (const chunk of bytes) {
    decoder.push(Uint8Array.from(chunk))
    yield* ready.splice(0)
  }
  let failure: unknown
  try {
    decoder.push(new Uint8Array(0), true)
  } catch (error) {
    failure = error
  }
  yield* ready.splice(0)
  if (failure !== undefined) throw new Error('the zstd stream ends early or is damaged', { cause: failure })
}
