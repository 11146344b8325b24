import type { Term } from '../model/verdict.ts'
import type { Grounds } from './grounds.ts'

/** One named part of the confidence: terms/<name>.ts exports `term`. */
export interface TermRule {
  /** Stable name, equal to the file name. */
  readonly name: string
  /** The term with its weight (negative = against) and evidence, or undefined where the case says nothing of the kind. */
  readonly find: (grounds: Grounds) => Omit<Term, 'name'> | undefined
}
