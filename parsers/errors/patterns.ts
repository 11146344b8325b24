import type { CausePattern } from '../../src/model/cause.ts'

/** One pattern for each literal (lower case): the text holds it. */
export const anyOf = (rank: number, literals: readonly string[]): readonly CausePattern[] =>
  literals.map((literal) => ({ all: [literal], rank }))

/** The text holds all literals (lower case). */
export const allOf = (rank: number, ...literals: readonly string[]): CausePattern => ({ all: literals, rank })

/** The text holds the literal (lower case), and the expression matches the folded text (lower case, plain quotes). */
export const matching = (rank: number, literal: string, pattern: RegExp): CausePattern => ({
  all: [literal],
  pattern,
  rank,
})
