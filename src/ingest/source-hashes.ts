import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Sink } from '../model/batch.ts'
import { fileOf } from './file-of.ts'

const PIECE_BYTES = 1 << 20

/** A sink that passes everything on and gives each source the SHA-256 of the file on disk that it is or lies in; '' where there is none. */
export function withHashes(target: Sink): Sink {
  const paths: string[] = []
  const hashes = new Map<string, string>()
  const hashOf = (source: string): string => {
    const file = fileOf(source)
    if (file === undefined) return ''
    const hash = hashes.get(file) ?? hashFile(file)
    hashes.set(file, hash)
    return hash
  }
  return {
    begin(source) {
      paths.push(source.path)
      target.begin(source)
    },
    putBatch: (batch) => target.putBatch(batch),
    putConfig: (config) => target.putConfig(config),
    markDone: (index, summary) => target.markDone(index, { ...summary, sha256: hashOf(paths[index] ?? '') }),
  }
}

/** Hex digits; '' where the file cannot be read, which reading it has told already. */
function hashFile(path: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(PIECE_BYTES)
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
