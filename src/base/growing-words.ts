import { noteLarge } from './outside-garbage.ts'
import { WASM_PAGE, wasmMemory } from './wasm-memory.ts'

/** Bytes by which the memory grows. */
const STEP_BYTES = 1 << 20

/**
 * An array of 32-bit numbers that grows at its end. It lies in WebAssembly's memory where there is one: that grows in place, and the system
 * has it back once it is collected. Arrays that are copied into larger ones leave as much behind as they hold, and malloc keeps
 * what they took. `words` is another array after `need`.
 */
export class GrowingWords {
  words: Uint32Array
  private readonly memory: WebAssembly.Memory | undefined

  /** `most`: words that will ever be needed. */
  constructor(most: number) {
    this.memory = wasmMemory(0, steps(most * 4) * STEP_BYTES)
    this.words = this.memory === undefined ? new Uint32Array(0) : new Uint32Array(this.memory.buffer)
  }

  /** Makes room for so many words. */
  need(count: number): void {
    if (count <= this.words.length) return
    if (this.memory === undefined) {
      const wider = new Uint32Array(Math.max(count, this.words.length * 2))
      wider.set(this.words)
      this.words = wider
      return
    }
    const missing = count * 4 - this.memory.buffer.byteLength
    const more = steps(missing) * STEP_BYTES
    this.memory.grow(more / WASM_PAGE)
    noteLarge(more)
    this.words = new Uint32Array(this.memory.buffer)
  }
}

const steps = (bytes: number): number => Math.ceil(bytes / STEP_BYTES)
