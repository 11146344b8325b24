import { noteLarge } from './outside-garbage.ts'
import { wasmMemory } from './wasm-memory.ts'

/** From so many bytes on. A memory of WebAssembly takes some 10 us to make. */
const LARGE_BYTES = 256 << 10

/** No memory of WebAssembly can be had. V8 collects everything several times before it says so: it is asked once. */
let isNone = false

/**
 * A buffer of at least so many bytes, all 0. A large one lies in WebAssembly's memory where there is one: the system has it back once it is
 * collected. malloc gives back only what stands at the end of its heap, and the larger a block is that was freed, the larger those are that it
 * takes from there from then on (mallopt(3), M_MMAP_THRESHOLD): what is freed between two that stay is not given back.
 */
export function largeBuffer(bytes: number): ArrayBuffer {
  if (bytes < LARGE_BYTES) return new ArrayBuffer(bytes)
  noteLarge(bytes)
  if (isNone) return new ArrayBuffer(bytes)
  const memory = wasmMemory(bytes)
  isNone = memory === undefined
  return memory?.buffer ?? new ArrayBuffer(bytes)
}

/** So many whole numbers of 32 bits, all 0, in a large buffer. */
export function largeInts(length: number): Int32Array {
  return new Int32Array(largeBuffer(length * Int32Array.BYTES_PER_ELEMENT), 0, length)
}
