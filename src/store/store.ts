import { existsSync, renameSync } from 'node:fs'
import { PostmortemError } from '../base/errors.ts'
import { collectGarbage } from '../base/outside-garbage.ts'
import type { Sink } from '../model/batch.ts'
import type { CaseFile } from '../model/case-file.ts'
import type { KnownTime } from '../model/source.ts'
import { caseFileOn } from './case-file.ts'
import { type CaseWriter, caseWriter, type Loaded } from './case-writer.ts'
import { finishCase, reopenCase } from './finish.ts'
import { knownTimes } from './known-times.ts'
import { isReplaceable, openExisting } from './open.ts'
import { openSpill } from './spill.ts'
import { type Database, openDatabase } from './sqlite.ts'
import { openWorkFile, removeWorkFile } from './work-file.ts'

/** Page cache, MB, of a load into a new case: rows only come to the ends of tables, and a larger one would fill with pages that are not asked for again. */
const LOAD_CACHE = 4

/** The same for what is asked of a case that was just written: a verdict and a report, which are as fast with 16 as with 64. */
const REPORT_CACHE = 16

/** A case that is being written. Order: begin, putBatch, putConfig, markDone ...; finish; caseFile; close. */
export interface Store extends Sink {
  /** What the sources of the case that is added to tell of time; nothing for a fresh one. */
  knownTimes: () => readonly KnownTime[]
  /** A text that the case held before this load; '' = absent. */
  meta: (key: string) => string
  /** Keeps a text of the case beside its counts, read back with `meta`; before `finish`. */
  putMeta: (key: string, value: string) => void
  /** The SHA-256 of a source of this load (hex digits), where `markDone` did not know it yet; before `finish`. */
  putHash: (source: number, sha256: string) => void
  /** After the last source: joins, indexes, derived tables. A fresh case gets its final name now. Nothing is written after it. */
  finish: () => void
  /** Read view of the finished case; shares the connection, and is closed by it or by the store. */
  caseFile: () => CaseFile
  /** Lets go of the file; a fresh case that was not finished is removed. */
  close: () => void
}

export interface StoreOptions {
  /** Add to the case at `path`, if there is one. Without it a case at `path` is replaced when the new one is finished. */
  readonly append?: boolean
  /** Keys that a dictionary keeps in memory; for tests. */
  readonly generation?: number
}

/**
 * Opens a case for writing; `path` `:memory:` keeps it in memory. A fresh case is written to `<path>.part` and renamed by `finish`.
 * Throws PostmortemError CASE_EXISTS where `path` is a file but no case, OUTPUT_FAILED where the system refuses a new one, else as
 * `openCaseFile`.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const adds = options.append === true && path !== ':memory:' && existsSync(path)
  if (!adds && path !== ':memory:' && !isReplaceable(path)) {
    throw new PostmortemError('CASE_EXISTS', `cannot write case ${path}`, {
      reason: 'there is a file of that name which is no case',
      hint: 'name another file',
    })
  }
  const workPath = adds || path === ':memory:' ? path : `${path}.part`
  let db = adds ? openForAdding(path) : openNew(workPath, path)
  const spill = openSpill(db)
  let writer: CaseWriter | undefined = caseWriter(db, spill, options.generation)
  let finished = false
  const open = (): CaseWriter => {
    if (writer === undefined) throw new Error('the case is finished')
    return writer
  }
  /** Ends the load. A function of its own: the frame of the one that goes on with the joins would keep the writer, and its dictionaries with it. */
  const endLoad = (): Loaded => {
    const loaded = open().end()
    writer = undefined
    return loaded
  }

  return {
    takesTime: true,
    knownTimes: () => (adds ? knownTimes(db) : []),
    begin: (source) => open().begin(source),
    putBatch: (batch) => open().putBatch(batch),
    putConfig: (config) => open().putConfig(config),
    markDone: (index, summary) => open().markDone(index, summary),
    putHash: (source, sha256) => open().putHash(source, sha256),
    meta: (key) => (db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) ?? '') as string,
    putMeta: (key, value) => void db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(key, value),
    finish() {
      const loaded = endLoad()
      collectGarbage()
      finishCase(db, loaded, spill)
      spill.drop()
      if (path !== ':memory:') db = settle(db, workPath, path)
      finished = true
    },
    caseFile() {
      if (!finished) throw new Error('the case is not finished')
      return caseFileOn(db, REPORT_CACHE)
    },
    close() {
      spill.drop()
      db.close()
      if (!finished && workPath !== path) removeWorkFile(workPath)
    },
  }
}

function openNew(workPath: string, path: string): Database {
  try {
    const db = openWorkFile(workPath)
    db.exec(`PRAGMA cache_size = ${-1024 * LOAD_CACHE}`)
    return db
  } catch (cause) {
    if (!REFUSED.test(String((cause as NodeJS.ErrnoException).code))) throw cause
    throw new PostmortemError('OUTPUT_FAILED', `cannot write case ${path}`, {
      cause,
      hint: 'name a file in a folder that is there and that you may write to',
    })
  }
}

/** Of Node and of SQLite, where the folder of a new case is missing or may not be written to. */
const REFUSED = /^(?:EACCES|EPERM|EROFS|ENOTDIR|EISDIR|ENAMETOOLONG|SQLITE_(?:CANTOPEN|READONLY|PERM)\w*)$/

/** WAL and NORMAL: a crash leaves the case as it was after the last whole transaction. */
function openForAdding(path: string): Database {
  const db = openExisting(path, { readonly: false })
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536')
  reopenCase(db)
  return db
}

/** Ends writing: one file without journal, under its final name, opened read-only. */
function settle(db: Database, workPath: string, path: string): Database {
  db.pragma('journal_mode = DELETE')
  db.close()
  if (workPath !== path) renameSync(workPath, path)
  return openDatabase(path, { readonly: true })
}
