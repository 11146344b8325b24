import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

const PIECE_BYTES = 1 << 20

/** One for all files: a folder may hold thousands. */
let piece: Buffer | undefined

/** SHA-256 of a file in hex digits; '' where it cannot be read, which reading it has told already. */
export function hashFile(path: string): string {
  const hash = createHash('sha256')
  piece ??= Buffer.allocUnsafeSlow(PIECE_BYTES)
  try {
    const fd = openSync(path, 'r')
    try {
      for (let got = readSync(fd, piece); got > 0; got = readSync(fd, piece)) hash.update(piece.subarray(0, got))
    } finally {
      closeSync(fd)
    }
  } catch {
    return ''
  }
  return hash.digest('hex')
}
