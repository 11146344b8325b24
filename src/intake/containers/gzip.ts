import { pipeline, type Writable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import type { ByteSource, Chunks } from '../byte-stream.ts'
import { freeChunk } from '../codecs/chunk-memory.ts'
import type { Container } from '../container.ts'
import { fileBytes } from '../file-bytes.ts'

/** Output chunk: 256 KiB is twice as fast as the default 16 KiB (measured, Node 20). */
const CHUNK_BYTES = 262_144
/**
 * Of large files: while lines are looked at, node:zlib decompresses as much as one chunk holds, and the next only when it is asked for. Takes a fifth
 * less time than 256 KiB.
 */
const LARGE_CHUNK_BYTES = 2 << 20
/** Packed bytes from which on a file is large. */
const LARGE_BYTES = 1 << 20
/** node:zlib drops the chunk in which it meets damage: what a large one held is read again in such. */
const LAST_CHUNK_BYTES = 16_384

/**
 * Of a damaged stream node:zlib drops what it decoded of the piece with the damage. A short one is given in small pieces, so that little is lost;
 * for all of a long one that would take a quarter more time (measured, 16 KiB).
 */
const PIECE_BYTES = 1024
const SHORT_BYTES = 262_144
/** A short stream that turns out to be damaged is read again in small pieces; that it ends early is no error then. */
const AGAIN = { pieceBytes: 8, finishFlush: constants.Z_SYNC_FLUSH }

/** gzip (RFC 1952), several members and zero padding included: node:zlib reads both. */
export const container: Container = {
  id: 'gzip',
  title: 'gzip',
  accepts: (head) => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  async *open(input) {
    const bytes = Object.assign(unpacked(input), { free: freeChunk })
    yield { path: input.path, bytes, size: undefined, mtimeUs: gzipTime(input.head) }
  },
}

function unpacked({ bytes, file, size = 0 }: ByteSource): AsyncIterable<Uint8Array> {
  return file !== undefined && size >= LARGE_BYTES ? gunzipLarge(bytes, file) : gunzipSmall(bytes)
}

/**
 * Reads the beginning of a stream that is damaged (its check sum too, when all is decoded) or cut a second time: node:zlib drops what nobody has
 * taken yet when it meets that, which of a short stream is most.
 */
async function* gunzipSmall(bytes: Chunks): AsyncIterable<Uint8Array> {
  const beginning = new Beginning()
  let given = 0
  try {
    for await (const chunk of gunzip(beginning.of(bytes), CHUNK_BYTES)) {
      given += chunk.length
      yield chunk
    }
  } catch (error) {
    try {
      yield* after(given, gunzip(beginning.again(), LAST_CHUNK_BYTES, AGAIN))
    } catch {
      // The same damage.
    }
    throw error
  }
}

/** Keeps the first packed bytes of a stream. */
class Beginning {
  private readonly kept: Uint8Array[] = []
  private length = 0

  /** The chunks as they come. */
  of(bytes: Chunks): Chunks {
    return Object.assign(this.keeping(bytes), { free: bytes.free })
  }

  /** What was kept, of a stream that may have gone on. */
  async *again(): AsyncIterable<Uint8Array> {
    yield* this.kept
  }

  private async *keeping(bytes: Chunks): AsyncIterable<Uint8Array> {
    for await (const chunk of bytes) {
      // A copy: the memory of a chunk is used again.
      if (this.length < SHORT_BYTES) this.kept.push(Uint8Array.from(chunk.subarray(0, SHORT_BYTES - this.length)))
      this.length += chunk.length
      yield chunk
    }
  }
}

/** Reads a damaged file a second time, up to the damage. */
async function* gunzipLarge(bytes: Chunks, file: string): AsyncIterable<Uint8Array> {
  let given = 0
  try {
    for await (const chunk of gunzip(bytes, LARGE_CHUNK_BYTES)) {
      given += chunk.length
      yield chunk
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'Z_DATA_ERROR') throw error
    yield* after(given, gunzip(fileBytes(file), LAST_CHUNK_BYTES))
    throw error
  }
}

/** The bytes of a stream behind the first `count`. */
async function* after(count: number, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let left = count
  for await (const chunk of bytes) {
    if (left < chunk.length) yield chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
  }
}

/** A cut stream delivers all decodable bytes, then throws. */
async function* gunzip(
  bytes: Chunks,
  chunkSize: number,
  { pieceBytes, finishFlush }: typeof AGAIN = { pieceBytes: PIECE_BYTES, finishFlush: constants.Z_FINISH },
): AsyncIterable<Uint8Array> {
  const output = createGunzip({ chunkSize, finishFlush })
  // The callback takes the error; iterating `output` throws it once.
  pipeline(piecesOf(bytes, output, pieceBytes), output, () => {})
  try {
    yield* output
  } catch (error) {
    throw toldByGzip(error)
  }
}

/** zlib's `unexpected end of file`, `invalid distance too far back`: with the code, in words that name the packing. */
function toldByGzip(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const { code, message } = error
  if (code === 'Z_BUF_ERROR') return Object.assign(new Error('the gzip stream ends early', { cause: error }), { code })
  if (code !== 'Z_DATA_ERROR') return error
  return Object.assign(new Error(`the gzip stream is damaged (${message})`, { cause: error }), { code })
}

/** Packed bytes for `taker`; the memory of a chunk is given back when nothing of it waits there. */
async function* piecesOf(bytes: Chunks, taker: Writable, pieceBytes: number): AsyncIterable<Uint8Array> {
  let given = 0
  for await (const chunk of bytes) {
    const { length } = chunk
    let at = 0
    for (; at < length && given + at < SHORT_BYTES; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes)
    if (at < length) yield chunk.subarray(at)
    if (taker.writableLength === 0) bytes.free?.(chunk)
    given += length
  }
}

/** MTIME field (bytes 4 to 7, seconds; 0 = none) in microseconds. */
function gzipTime(head: Uint8Array): number {
  if (head.length < 8) return 0
  return Buffer.from(head.buffer, head.byteOffset, 8).readUInt32LE(4) * 1_000_000
}
