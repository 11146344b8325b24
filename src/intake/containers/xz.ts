import { ReadableStream } from 'node:stream/web'
import type { XzReadableStream } from 'xz-decompress'
import { xzDecompress } from '../../base/on-demand.ts'
import { WASM_PAGE, wasmMemory } from '../../base/wasm-memory.ts'
import type { Container } from '../container.ts'

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]

/**
 * xz through xz-decompress (WASM, no native code): concatenated streams, padding, several blocks, checks none, crc32 and crc64.
 * SHA-256 checks and BCJ filters are beyond it and are said to be so.
 */
export const container: Container = {
  id: 'xz',
  title: 'xz',
  accepts: (head) => MAGIC.every((byte, i) => head[i] === byte),
  async *open(input) {
    yield { path: input.path, bytes: unxz(input.bytes), size: undefined, mtimeUs: 0 }
  },
}

async function* unxz(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (wasmMemory(WASM_PAGE) === undefined) {
    throw new Error(
      'xz is decompressed in WebAssembly, for which the address space is too small (ulimit -v); decompress it with xz first',
    )
  }
  const stream = new (xzDecompress().XzReadableStream)(toWebStream(bytes)) as unknown as ReadableStream<Uint8Array>
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch (error) {
    throw explained(error)
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** xz-decompress takes the DOM's stream type; Node's is the same thing under another declaration. */
function toWebStream(bytes: AsyncIterable<Uint8Array>): ConstructorParameters<typeof XzReadableStream>[0] {
  return ReadableStream.from(bytes) as unknown as ConstructorParameters<typeof XzReadableStream>[0]
}

/** Error codes of XZ Embedded (xz.h enum xz_ret): 6 = options not supported. */
function explained(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  if (/code 6|error 6/.test(message)) {
    return new Error(
      'this xz file uses a filter or check (BCJ, SHA-256) that cannot be read here; decompress it with xz first',
      { cause: error },
    )
  }
  return new Error(`the xz stream ends early or is damaged (${message})`, { cause: error })
}
