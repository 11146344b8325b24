import { existsSync, statSync } from 'node:fs'
import { PostmortemError } from '../base/errors.ts'
import { APPLICATION_ID, SCHEMA_VERSION, STEPS, UNRELEASED_VERSION } from './schema.ts'
import { type Database, openDatabase } from './sqlite.ts'

/** Brings a case to the schema of this build: runs the steps that its `user_version` lacks, all or none. */
export function migrate(db: Database): void {
  const from = numberOf(db, 'user_version')
  if (from === SCHEMA_VERSION) return
  db.exec('BEGIN')
  for (const step of STEPS.slice(Math.max(0, from - UNRELEASED_VERSION))) db.exec(step)
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`)
}

/**
 * Opens the file of a case. Throws PostmortemError CASE_NOT_FOUND, CASE_NOT_A_CASE, CASE_TOO_OLD or CASE_TOO_NEW. An older schema is migrated, for
 * which the file must be writable.
 */
export function openExisting(path: string, options: { readonly readonly: boolean }): Database {
  if (!existsSync(path)) {
    throw new PostmortemError('CASE_NOT_FOUND', `cannot open case ${path}`, {
      reason: 'there is no such file',
      hint: `make one: cni-postmortem ingest LOGS... --case ${path}`,
    })
  }
  const version = versionOf(path)
  if (version > SCHEMA_VERSION) {
    throw new PostmortemError('CASE_TOO_NEW', `cannot open case ${path}`, {
      reason: `its schema version is ${version}, this build knows versions up to ${SCHEMA_VERSION}`,
      hint: 'install a newer cni-postmortem',
    })
  }
  if (version > 0 && version <= UNRELEASED_VERSION) {
    throw new PostmortemError('CASE_TOO_OLD', `cannot open case ${path}`, {
      reason: 'a build before the first release wrote it, with other tables',
      hint: 'write it again from its logs: cni-postmortem ingest LOGS... --case FILE',
    })
  }
  if (version < SCHEMA_VERSION) {
    const db = openDatabase(path)
    migrate(db)
    db.close()
  }
  return openDatabase(path, options)
}

/** True where a case may take the place of what is at `path`: nothing, an empty file, or a case of any version. */
export function isReplaceable(path: string): boolean {
  if (!existsSync(path)) return true
  try {
    if (statSync(path).size === 0) return true
    versionOf(path)
    return true
  } catch {
    return false
  }
}

/** Schema version of the case at `path`; throws CASE_NOT_A_CASE. */
function versionOf(path: string): number {
  let db: Database | undefined
  try {
    db = openDatabase(path, { readonly: true })
    if (numberOf(db, 'application_id') !== APPLICATION_ID) throw new Error('it is a SQLite database of another program')
    return numberOf(db, 'user_version')
  } catch (error) {
    if (error instanceof PostmortemError) throw error
    throw new PostmortemError('CASE_NOT_A_CASE', `cannot open case ${path}`, {
      hint: 'name a file that ingest or analyze --case wrote',
      cause: error,
    })
  } finally {
    db?.close()
  }
}

function numberOf(db: Database, pragma: string): number {
  return Number(db.pragma(pragma, { simple: true }))
}
