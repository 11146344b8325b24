import { catalogueOf } from '../../parsers/own-causes/merge.ts'
import type { CaseFile } from '../model/case-file.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { Verdict } from '../model/verdict.ts'
import { judgeWith } from './judge.ts'

/**
 * The verdict on a case, with titles, mechanisms and steps from the catalogue and the rules that the case was read with (or from another
 * catalogue). Reads the case, writes nothing.
 */
export function judge(file: CaseFile, catalogue?: readonly CauseDefinition[]): Verdict {
  return judgeWith(file, catalogue ?? catalogueOf(file.meta('own_causes')))
}
