import type { Block } from '../model/block.ts'
import type { ReportInput } from './input.ts'

/** One section of the report: sections/<id>.ts exports `section`. An empty list = the section has nothing to say and is left out. */
export interface Section {
  readonly id: string
  readonly order: number
  readonly build: (input: ReportInput) => readonly Block[]
}
