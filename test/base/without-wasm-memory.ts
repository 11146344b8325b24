/** Runs `body` as under `ulimit -v`: V8 can reserve no memory for WebAssembly. */
export async function withoutWasmMemory(body: () => void | Promise<void>): Promise<void> {
  const { Memory } = WebAssembly
  WebAssembly.Memory = class {
    constructor() {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory')
    }
  } as unknown as typeof Memory
  try {
    await body()
  } finally {
    WebAssembly.Memory = Memory
  }
}
