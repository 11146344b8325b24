import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { freeChunk } from '../codecs/chunk-memory.ts'
import type { Container } from '../container.ts'

/** Output chunk: 256 KiB is twice as fast as the default 16 KiB (measured, Node 20). */
const CHUNK_BYTES = 262_144

/**
 * Of a damaged stream node:zlib drops what it decoded of the piece with the damage. A short one is given in small pieces, so that little is lost;
 * for all of a long one that would take a quarter more time (measured, 16 KiB).
 */
const PIECE_BYTES = 1024
const SHORT_BYTES = 262_144

/** gzip (RFC 1952), several members and zero padding included: node:zlib reads both. */
export const container: Container = {
  id: 'gzip',
  title: 'gzip',
  accepts: (head) => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  async *open(input) {
    const bytes = Object.assign(gunzip(input.bytes), { free: freeChunk })
    yield { path: input.path, bytes, size: undefined, mtimeUs: gzipTime(input.head) }
  },
}

/** A cut stream delivers all decodable bytes, then throws `unexpected end of file`. */
async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const output = createGunzip({ chunkSize: CHUNK_BYTES })
  // The callback takes the error; iterating `output` throws it once.
  pipeline(piecesOf(bytes), output, () => {})
  yield* output
}

async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let given = 0
  for await (const chunk of bytes) {
    let at = 0
    for (; at < chunk.length && given + at < SHORT_BYTES; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES)
    if (at < chunk.length) yield chunk.subarray(at)
    given += chunk.length
  }
}

/** MTIME field (bytes 4 to 7, seconds; 0 = none) in microseconds. */
function gzipTime(head: Uint8Array): number {
  if (head.length < 8) return 0
  return Buffer.from(head.buffer, head.byteOffset, 8).readUInt32LE(4) * 1_000_000
}
