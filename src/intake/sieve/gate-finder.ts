import { createScanner } from './create-scanner.ts'
import { toLiterals } from './literals.ts'
import type { Scanner } from './scanner.ts'

/** Tells whether texts that are no lines hold one of the gates; built once for a list of gates, because that takes milliseconds. */
export interface GateFinder {
  readonly has: (text: string) => boolean
  /** The same for UTF-8 bytes [from, to). */
  readonly hasBytes: (bytes: Uint8Array, from: number, to: number) => boolean
}

/** Longer texts are looked at in pieces of this many bytes. */
const PIECE_BYTES = 256 * 1024
const LINE_FEED = 10

const finders = new WeakMap<readonly string[], GateFinder>()

export function gateFinder(gates: readonly string[]): GateFinder {
  const known = finders.get(gates)
  if (known !== undefined) return known
  const finder = newFinder(gates)
  finders.set(gates, finder)
  return finder
}

function newFinder(gates: readonly string[]): GateFinder {
  // A piece overlaps the one before by as much as the longest gate.
  const overlap = toLiterals(gates).reduce((most, { length }) => Math.max(most, length), 0)
  const scanner: Scanner = createScanner(gates, 1 + overlap + PIECE_BYTES + 1, 1)
  const { window } = scanner
  const hasBytes = (bytes: Uint8Array, from: number, to: number): boolean => {
    window[0] = LINE_FEED
    for (let at = from; ; at += PIECE_BYTES) {
      const start = Math.max(from, at - overlap)
      const end = Math.min(to, at + PIECE_BYTES)
      Buffer.prototype.copy.call(bytes, window, 1, start, end)
      if (scanner.scan(1, 1 + end - start) > 0) return true
      if (end === to) return false
      // What follows is no line start.
      window[0] = 0
    }
  }
  return {
    hasBytes,
    has(text) {
      // A UTF-16 unit takes at most three bytes.
      if (text.length * 3 > PIECE_BYTES) {
        const bytes = Buffer.from(text)
        return hasBytes(bytes, 0, bytes.length)
      }
      window[0] = LINE_FEED
      return scanner.scan(1, 1 + window.write(text, 1)) > 0
    },
  }
}
