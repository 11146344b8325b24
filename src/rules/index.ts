import type { CaseFile } from '../model/case-file.ts'
import type { Verdict } from '../model/verdict.ts'
import { catalogue } from './catalogue.ts'
import { judgeWith } from './judge.ts'

/** The verdict on a case, with the catalogue's titles, mechanisms and steps. Reads the case, writes nothing. */
export function judge(file: CaseFile): Verdict {
  return judgeWith(file, catalogue)
}
