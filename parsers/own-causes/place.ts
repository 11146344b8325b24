import type { LineCounter, Node } from 'yaml'
import { PostmortemError } from '../../src/base/errors.ts'
import { yaml } from '../../src/base/on-demand.ts'

/** A rules file that is being read. */
export interface RuleText {
  readonly file: string
  readonly text: string
  readonly lines: LineCounter
}

/** An error at an offset of a rules file: `file:line:column: what`. `hint` says what is allowed. */
export function faultAt(rules: RuleText, offset: number, what: string, hint: string, cause?: unknown): PostmortemError {
  const { line, col } = rules.lines.linePos(Math.min(offset, rules.text.length))
  const place = `${rules.file}:${Math.max(1, line)}:${Math.max(1, col)}`
  return new PostmortemError('BAD_RULES', `${place}: ${what}`, { hint, ...(cause === undefined ? {} : { cause }) })
}

/** Where a node of the document starts. */
export const offsetOf = (node: unknown): number => (yaml().isNode(node) ? ((node as Node).range?.[0] ?? 0) : 0)
