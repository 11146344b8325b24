import { createRegexScanner } from './regex-scanner.ts'
import type { Scanner } from './scanner.ts'
import { createWasmScanner } from './wasm-scanner.ts'

/** The fastest scanner that this runtime has. `maxHits`: hits of one `scan` call; where few are wanted it need not look at all bytes. */
export function createScanner(gates: readonly string[], windowBytes: number, maxHits?: number): Scanner {
  return createWasmScanner(gates, windowBytes, maxHits) ?? createRegexScanner(gates, windowBytes, maxHits)
}
