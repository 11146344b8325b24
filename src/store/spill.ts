import { noteDropped } from '../base/outside-garbage.ts'
import type { Database } from './sqlite.ts'

/** Bytes that memory has no room for; they lie in SQLite's temporary file and go with `drop`. */
export interface Spill {
  /** Keeps a copy under the key that it gives back, or under one that it gave before. */
  readonly put: (bytes: Uint8Array, key?: number) => number
  /** Copies what is kept into the beginning of `into`; how many bytes that was. */
  readonly get: (key: number, into: Uint8Array) => number
  readonly drop: () => void
}

/** Kibibytes that SQLite keeps of it in memory; by default it would be 16 MiB. */
const CACHE_KIB = 4096

/** One a database at a time. */
export function openSpill(db: Database): Spill {
  db.exec(
    `PRAGMA temp.cache_size = -${CACHE_KIB}; CREATE TEMP TABLE spilled (id INTEGER PRIMARY KEY, data BLOB NOT NULL)`,
  )
  const insert = db.prepare('INSERT OR REPLACE INTO temp.spilled VALUES (?, ?)')
  const read = db.prepare('SELECT data FROM temp.spilled WHERE id = ?').pluck()
  let last = 0
  return {
    put(bytes, known) {
      const key = known ?? last + 1
      last = Math.max(last, key)
      insert.run(key, bytes)
      return key
    },
    get(key, into) {
      const data = read.get(key) as Uint8Array
      into.set(data)
      noteDropped(data.length)
      return data.length
    },
    drop: () => void db.exec('DROP TABLE temp.spilled'),
  }
}
