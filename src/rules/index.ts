import { causes } from '../../parsers/causes/index.ts'
import type { CaseFile } from '../model/case-file.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { Verdict } from '../model/verdict.ts'
import { judgeWith } from './judge.ts'

/** The verdict on a case, with titles, mechanisms and steps from the catalogue (or another one). Reads the case, writes nothing. */
export function judge(file: CaseFile, catalogue: readonly CauseDefinition[] = causes): Verdict {
  return judgeWith(file, catalogue)
}
