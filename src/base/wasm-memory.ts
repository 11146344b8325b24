/** Bytes of a page of WebAssembly. */
export const WASM_PAGE: number = 1 << 16

/**
 * A memory of so many bytes, in whole pages, that can grow to `most`. Undefined where there is no WebAssembly or the address space is limited
 * (`ulimit -v`): V8 reserves 8 GiB of it for each memory.
 */
export function wasmMemory(bytes: number, most?: number): WebAssembly.Memory | undefined {
  const initial = Math.ceil(bytes / WASM_PAGE)
  try {
    return new WebAssembly.Memory(most === undefined ? { initial } : { initial, maximum: Math.ceil(most / WASM_PAGE) })
  } catch {
    return undefined
  }
}
