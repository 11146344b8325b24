import { existsSync, renameSync, rmSync } from 'node:fs'
import { PostmortemError } from '../base/errors.ts'
import { migrate, openExisting } from './open.ts'
import { copyRedacted } from './redaction/copy-case.ts'
import { openDatabase } from './sqlite.ts'

/**
 * Writes a copy of the case at `path` to `out` in which names, addresses and ids are made up. The copy is made under `<out>.part` and gets its name
 * at the end. `isWording` says which words belong to the messages of the programs themselves.
 * Throws PostmortemError OUTPUT_EXISTS where there is something at `out`, else as `openCaseFile`.
 */
export function redactCaseFile(path: string, out: string, isWording: (word: string) => boolean): void {
  if (existsSync(out)) {
    throw new PostmortemError('OUTPUT_EXISTS', `${out} is already there`, {
      reason: 'a redacted case never replaces a file',
      hint: 'choose another place with --out',
    })
  }
  const from = openExisting(path, { readonly: true })
  const work = `${out}.part`
  try {
    rmSync(work, { force: true })
    const to = openDatabase(work)
    try {
      to.exec(
        'PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE',
      )
      migrate(to)
      copyRedacted(from, to, isWording)
    } finally {
      to.close()
    }
    renameSync(work, out)
  } catch (cause) {
    rmSync(work, { force: true })
    if (cause instanceof PostmortemError) throw cause
    throw new PostmortemError('OUTPUT_FAILED', `cannot write ${out}`, {
      cause,
      hint: 'choose another place with --out',
    })
  } finally {
    from.close()
  }
}
