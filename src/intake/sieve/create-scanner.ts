import { createRegexScanner } from './regex-scanner.ts'
import type { Scanner } from './scanner.ts'
import { createWasmScanner } from './wasm-scanner.ts'

/** The fastest scanner that this runtime has. */
export function createScanner(gates: readonly string[], windowBytes: number): Scanner {
  return createWasmScanner(gates, windowBytes) ?? createRegexScanner(gates, windowBytes)
}
