import type { Decompress } from 'fzstd'
import type { ZSTDDecoder } from 'zstddec/stream'
import { fzstd, zstddec } from '../../base/on-demand.ts'
import { WASM_PAGE, wasmMemory } from '../../base/wasm-memory.ts'
import type { Chunks } from '../byte-stream.ts'
import { freeChunk } from './chunk-memory.ts'

/** Compressed bytes given at a time: where a stream is damaged, what came before them is out. */
const PIECE_BYTES = 8192
/** Shortest frame: a skippable one of no bytes. */
const SHORTEST_FRAME = 8

/** Takes compressed bytes in order, keeps none of them, and gives what they decompress to, each chunk in a buffer of its own; throws where they are cut or damaged. */
interface Decoder {
  push(chunk: Uint8Array): Iterable<Uint8Array>
  end(): Iterable<Uint8Array>
}

/**
 * Reads Zstandard by zstddec, the reference decoder in WebAssembly, which takes a third of the time of fzstd, and by fzstd (JavaScript) what that refuses at once: windows above 128 MiB. A cut or damaged stream yields its prefix, then throws.
 */
export function unzstd(bytes: Chunks): Chunks {
  return Object.assign(unpacked(bytes), { free: freeChunk })
}

async function* unpacked(bytes: Chunks): AsyncIterable<Uint8Array> {
  const quick = await wasmDecoder()
  const decoder = quick === undefined ? new ScriptDecoder() : new FirstTry(new WasmDecoder(quick))
  for await (const chunk of bytes) {
    yield* decoder.push(chunk)
    bytes.free?.(chunk)
  }
  yield* decoder.end()
}

/** Undefined where there is no WebAssembly. zstddec compiles through `fetch`, whose own WebAssembly ends the process where it has no memory. */
async function wasmDecoder(): Promise<ZSTDDecoder | undefined> {
  if (wasmMemory(WASM_PAGE) === undefined) return undefined
  const { ZSTDDecoder } = await zstddec()
  const decoder = new ZSTDDecoder()
  return decoder.init().then(
    () => decoder,
    () => undefined,
  )
}

/** Goes on with another decoder where the first gives an error before any bytes. */
class FirstTry implements Decoder {
  private decoder: Decoder
  private isProven = false
  private held: Uint8Array[] = []

  constructor(decoder: Decoder) {
    this.decoder = decoder
  }

  *push(chunk: Uint8Array): Iterable<Uint8Array> {
    if (!this.isProven) this.held.push(Uint8Array.from(chunk))
    try {
      for (const out of this.decoder.push(chunk)) {
        this.prove()
        yield out
      }
    } catch (error) {
      if (this.isProven) throw error
      this.decoder = new ScriptDecoder()
      for (const held of this.prove()) yield* this.decoder.push(held)
    }
  }

  end(): Iterable<Uint8Array> {
    return this.decoder.end()
  }

  private prove(): readonly Uint8Array[] {
    this.isProven = true
    return this.held.splice(0)
  }
}

/**
 * zstddec pulls its input by itself. It takes the next piece when all that the one before gives is out: as long as one waits here, it can be asked.
 * Where it meets damage it would go on without an end, neither taking nor giving bytes.
 */
class WasmDecoder implements Decoder {
  private waiting: Uint8Array | undefined
  private nothings = 0
  private readonly output: Iterator<Uint8Array>

  constructor(decoder: ZSTDDecoder) {
    const next = (): IteratorResult<Uint8Array> => this.take()
    this.output = decoder.decodeStreaming({ [Symbol.iterator]: () => ({ next }) })[Symbol.iterator]()
  }

  *push(chunk: Uint8Array): Iterable<Uint8Array> {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      this.waiting = chunk.subarray(at, at + PIECE_BYTES)
      while (this.waiting !== undefined) yield* this.next()
    }
  }

  *end(): Iterable<Uint8Array> {
    let more = true
    try {
      while (more) more = yield* this.next()
    } catch (error) {
      throw damaged(error)
    }
  }

  private take(): IteratorResult<Uint8Array> {
    const value = this.waiting
    this.waiting = undefined
    this.nothings = 0
    return value === undefined ? { done: true, value } : { done: false, value }
  }

  private *next(): Generator<Uint8Array, boolean> {
    const { done, value } = this.output.next()
    if (done === true) return false
    if (value.length > 0) yield value
    else if (this.nothings++ > PIECE_BYTES / SHORTEST_FRAME) throw damaged()
    return true
  }
}

class ScriptDecoder implements Decoder {
  private readonly ready: Uint8Array[] = []
  private readonly decoder: Decompress

  constructor() {
    this.decoder = new (fzstd().Decompress)((chunk) => {
      // fzstd gives parts of its window
      if (chunk.length > 0) this.ready.push(Uint8Array.from(chunk))
    })
  }

  *push(chunk: Uint8Array): Iterable<Uint8Array> {
    // fzstd keeps the bytes
    this.decoder.push(Uint8Array.from(chunk))
    yield* this.ready.splice(0)
  }

  *end(): Iterable<Uint8Array> {
    let failure: unknown
    try {
      this.decoder.push(new Uint8Array(0), true)
    } catch (error) {
      failure = error
    }
    yield* this.ready.splice(0)
    if (failure !== undefined) throw damaged(failure)
  }
}

const damaged = (cause?: unknown): Error => new Error('the zstd stream ends early or is damaged', { cause })
