import { randomUUID } from 'node:crypto'
import { readSync } from 'node:fs'
import { openUnnamed, type UnnamedFile, writeAll } from '../base/unnamed-file.ts'
import type { Database } from './sqlite.ts'

/** Bytes that memory has no room for; they go with `drop`. */
export interface Spill {
  /** Keeps a copy under the key that it gives back, or in place of as many bytes under one that it gave before. */
  readonly put: (bytes: Uint8Array, key?: number) => number
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
    put(bytes, key = kept.length) {
      kept[key] = bytes.slice()
      return key
    },
    get(key, into) {
      into.set(kept[key] ?? [])
    },
    drop: () => void kept.splice(0),
  }
}

/** Opened at the first need: a small case has none. */
function inFile(path: string): Spill {
  let file: UnnamedFile | undefined
  const starts: number[] = []
  const sizes: number[] = []
  let end = 0
  return {
    put(bytes, key = starts.length) {
      file ??= openUnnamed(path)
      const start = starts[key] ?? end
      starts[key] = start
      sizes[key] = bytes.length
      writeAll(file.fd, bytes, start)
      end = Math.max(end, start + bytes.length)
      return key
    },
    get(key, into) {
      const size = sizes[key] ?? 0
      for (let done = 0; file !== undefined && done < size; ) {
        const got = readSync(file.fd, into, done, size - done, (starts[key] ?? 0) + done)
        if (got === 0) throw new Error('the temporary file of the joins was cut off')
        done += got
      }
    },
    drop() {
      file?.close()
      file = undefined
    },
  }
}
