import { randomUUID } from 'node:crypto'
import { readSync } from 'node:fs'
import { openUnnamed, type UnnamedFile, writeAll } from '../base/unnamed-file.ts'
import type { Database } from './sqlite.ts'

/** Bytes that memory has no room for; they go with `drop`. */
export interface Spill {
  /** Keeps a copy under the key that it gives back. */
  readonly put: (bytes: Uint8Array) => number
  /** Copies what is kept into the beginning of `into`. */
  readonly get: (key: number, into: Uint8Array) => void
  readonly drop: () => void
}

/**
 * A file beside the case, where there is room for several times as much; of a case in memory they are kept in memory. A table of SQLite's takes
 * longer (measured: 3 s more on 2.6 million failures): there every piece that is read is a buffer of its own, which V8 leaves lying about.
 */
export function openSpill(db: Database): Spill {
  return db.memory ? inMemory() : inFile(`${db.name}.${randomUUID()}.spill`)
}

function inMemory(): Spill {
  const kept: Uint8Array[] = []
  return {
    put: (bytes) => kept.push(bytes.slice()) - 1,
    get(key, into) {
      into.set(kept[key] ?? [])
    },
    drop: () => void kept.splice(0),
  }
}

/** Opened at the first need: a small case has none. */
function inFile(path: string): Spill {
  let file: UnnamedFile | undefined
  /** Where each piece begins, and where the next one will. */
  const starts = [0]
  return {
    put(bytes) {
      file ??= openUnnamed(path)
      const start = starts.at(-1) ?? 0
      starts.push(start + writeAll(file.fd, bytes, start))
      return starts.length - 2
    },
    get(key, into) {
      const [from = 0, to = 0] = starts.slice(key, key + 2)
      for (let at = from; file !== undefined && at < to; ) {
        const got = readSync(file.fd, into, at - from, to - at, at)
        if (got === 0) throw new Error('the temporary file of the joins was cut off')
        at += got
      }
    },
    drop() {
      file?.close()
      file = undefined
    },
  }
}
