import { existsSync, renameSync } from 'node:fs'
import { PostmortemError } from '../base/errors.ts'
import { openExisting } from './open.ts'
import { copyRedacted } from './redaction/copy-case.ts'
import { openWorkFile, removeWorkFile } from './work-file.ts'

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
    const to = openWorkFile(work)
    try {
      copyRedacted(from, to, isWording)
    } finally {
      to.close()
    }
    renameSync(work, out)
  } catch (cause) {
    removeWorkFile(work)
    if (cause instanceof PostmortemError) throw cause
    throw new PostmortemError('OUTPUT_FAILED', `cannot write ${out}`, {
      cause,
      hint: 'choose another place with --out',
    })
  } finally {
    from.close()
  }
}
