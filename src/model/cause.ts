import type { CauseId } from './names.ts'
import type { OwnCauseId } from './vocabulary.ts'

/** One cause: parsers/causes/<id>.ts exports `cause`; a user's own comes from a rules file (docs/rules.md). */
export interface CauseDefinition {
  readonly id: CauseId | OwnCauseId
  readonly title: string
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /**
   * Patterns on the peeled error text (one layer or the deepest text, unescaped). `all` literals must be present
   * (lower-cased compare), then `pattern`, if any, must match. `rank`: higher wins where several causes match; deeper
   * and more specific texts rank higher (generic tails 10, ordinary 50, exact wordings 90).
   */
  readonly patterns: readonly CausePattern[]
  /** What happened, for the report. */
  readonly what: string
  /** Why it matters / how it comes about (the mechanism in words). */
  readonly why: string
  readonly steps: readonly CauseStep[]
  readonly references: readonly { readonly title: string; readonly url: string }[]
  /** Versions it is known for, in words; '' if not tied to any. */
  readonly knownVersions: string
  /** Real-shaped error texts that must get this cause. */
  readonly samples: readonly string[]
  /** Texts that look alike and must not get it. */
  readonly lookAlikes: readonly string[]
}

/** What to do, and how to see that it worked. */
export interface CauseStep {
  readonly text: string
  readonly commands: string
  readonly check: string
  /** The step is for errors with these words alone: a report whose errors have none of them leaves it out. */
  readonly onlyFor?: RegExp
}

export interface CausePattern {
  readonly all: readonly string[]
  readonly pattern?: RegExp
  readonly rank: number
}
