import type { Block } from '../model/block.ts'
import type { ReportInput } from './input.ts'

/** Did nothing happen that hurt a pod? What there is of failures is told in the summary alone. */
export function isQuiet({ verdict, scope }: ReportInput): boolean {
  return verdict.cause === null || scope.totals.failures === 0
}

/** One section of the report: sections/<id>.ts exports `section`. An empty list = the section has nothing to say and is left out. */
export interface Section {
  readonly id: string
  readonly order: number
  readonly build: (input: ReportInput) => readonly Block[]
}
