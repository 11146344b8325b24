import type { CaseFile } from '../model/case-file.ts'
import { caseFileOn } from './case-file.ts'
import { openExisting } from './open.ts'

/** Opens a case for reading. Throws PostmortemError CASE_NOT_FOUND, CASE_NOT_A_CASE, CASE_TOO_OLD, CASE_TOO_NEW or SQLITE_UNSUITED. */
export function openCaseFile(path: string): CaseFile {
  return caseFileOn(openExisting(path, { readonly: true }))
}
