import { rmSync } from 'node:fs'
import { migrate } from './open.ts'
import { type Database, openDatabase } from './sqlite.ts'

/**
 * An empty case that nobody reads until it is finished and renamed; `:memory:` keeps it in memory. Pragmas as measured: a crash loses the file anyway. What an
 * aborted run left under the name is removed.
 */
export function openWorkFile(path: string): Database {
  if (path !== ':memory:') removeWorkFile(path)
  const db = openDatabase(path)
  // Otherwise better-sqlite3 (12.11) keeps the journal, whatever is asked for.
  db.unsafeMode(true)
  db.exec(
    'PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE',
  )
  db.unsafeMode(false)
  migrate(db)
  return db
}

/** With the journal that SQLite leaves where it could not write on: it would be played into the next file of that name. */
export function removeWorkFile(path: string): void {
  for (const suffix of ['', '-journal']) rmSync(path + suffix, { force: true })
}
