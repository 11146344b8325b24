import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { noteDropped } from '../base/outside-garbage.ts'

/**
 * Block size in bytes before compression. Measured on a flood of 460-byte records: brotli quality 1 over 512 KiB gives 46 bytes
 * a record for 0.7 us, over 256 KiB 51 bytes for 1.3 us, over 1 MiB 44 bytes for 0.7 us; quality 2 gives 44 bytes for 1.3 us.
 */
export const BLOCK_BYTES: number = 512 * 1024

const OPTIONS = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 1,
    [constants.BROTLI_PARAM_LGWIN]: 19,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
}

/** Where a raw text lies. `block` 0 = there is none. */
export interface RawPlace {
  readonly block: number
  readonly offset: number
  readonly bytes: number
}

/** Collects raw texts into compressed blocks; memory is one block. */
export interface RawBlockWriter {
  /** Appends a text and says where it will be. */
  readonly put: (raw: string) => RawPlace
  /** The same for a text that is at hand as UTF-8. */
  readonly putUtf8: (raw: { readonly utf8: Uint8Array; readonly from: number; readonly to: number }) => RawPlace
  /** Writes out the block that is open, if any. */
  readonly flush: () => void
}

/** `write` stores a finished block; `firstId` is the id of the next block. */
export function rawBlockWriter(
  firstId: number,
  write: (id: number, codec: string, bytes: number, data: Uint8Array) => void,
): RawBlockWriter {
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES)
  let id = firstId
  let used = 0
  // The last bytes of the block, as far as they are not copied yet: records that lie one behind the other are copied together.
  let waiting: Uint8Array = buffer
  let from = 0
  let to = 0

  const settle = (): void => {
    if (to > from) Buffer.prototype.copy.call(waiting, buffer, used - (to - from), from, to)
    waiting = buffer
    from = 0
    to = 0
  }
  const store = (bytes: Uint8Array): void => {
    write(id, 'brotli', bytes.length, brotliCompressSync(bytes, OPTIONS))
    id += 1
  }
  const flush = (): void => {
    settle()
    if (used > 0) store(buffer.subarray(0, used))
    used = 0
  }
  const put = (raw: string): RawPlace => {
    if (raw === '') return { block: 0, offset: 0, bytes: 0 }
    settle()
    // A UTF-16 unit takes at most three bytes: only texts that might not fit are measured.
    const bytes = used + raw.length * 3 <= BLOCK_BYTES ? -1 : Buffer.byteLength(raw)
    if (bytes > BLOCK_BYTES) {
      flush()
      store(Buffer.from(raw))
      return { block: id - 1, offset: 0, bytes }
    }
    if (used + bytes > BLOCK_BYTES) flush()
    const written = buffer.write(raw, used)
    used += written
    return { block: id, offset: used - written, bytes: written }
  }
  const putUtf8 = (raw: { readonly utf8: Uint8Array; readonly from: number; readonly to: number }): RawPlace => {
    const bytes = raw.to - raw.from
    if (bytes === 0) return { block: 0, offset: 0, bytes: 0 }
    if (bytes > BLOCK_BYTES) {
      flush()
      store(raw.utf8.subarray(raw.from, raw.to))
      return { block: id - 1, offset: 0, bytes }
    }
    if (used + bytes > BLOCK_BYTES) flush()
    if (waiting !== raw.utf8 || to !== raw.from) {
      settle()
      waiting = raw.utf8
      from = raw.from
    }
    to = raw.to
    used += bytes
    return { block: id, offset: used - bytes, bytes }
  }
  return { put, putUtf8, flush }
}

/** Blocks kept unpacked by one reader: 32 x 512 KiB. Read in order of time, the logs of all nodes are open at once. */
const KEPT_BLOCKS = 32
/** By default the text comes in pieces of 16 KiB, which are then copied together. */
const IN_ONE_PIECE = { chunkSize: BLOCK_BYTES + 1 }

/** Reads texts out of blocks; keeps the last few blocks unpacked and asks for the data of others. */
export type RawReader = (block: number, data: () => Uint8Array, offset: number, bytes: number) => string

export function rawReader(most: number = KEPT_BLOCKS): RawReader {
  const kept = new Map<number, Buffer>()
  return (block, data, offset, bytes) => {
    let text = kept.get(block)
    if (text === undefined) {
      const packed = data()
      text = brotliDecompressSync(packed, IN_ONE_PIECE)
      noteDropped(packed.length + text.length)
      const oldest = kept.size >= most ? kept.keys().next().value : undefined
      if (oldest !== undefined) kept.delete(oldest)
      kept.set(block, text)
    }
    return text.toString('utf8', offset, offset + bytes)
  }
}
