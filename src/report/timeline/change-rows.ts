import type { FactRow } from '../../model/case-file.ts'
import { foldText } from '../happenings.ts'
import { LASTING } from '../lasting.ts'
import { excerpt, factWords } from '../words.ts'
import type { FoldedRow } from './folded-row.ts'

/** Rows of changes at most: those nearest to the first failure. */
const MAX_ROWS = 500

interface Change {
  readonly fact: FactRow
  readonly words: string
  times: number
  untilUs: number
}

/**
 * A row for each change, lasting conditions of a node folded; of more than MAX_ROWS those nearest to `anchorUs` (0 = the first), and how many facts have
 * no row. Takes facts one by one: never more than twice as many are held.
 */
export function changeRows(
  facts: Iterable<FactRow>,
  anchorUs: number,
  most: number = MAX_ROWS,
): { readonly rows: readonly FoldedRow[]; readonly left: number } {
  let held = new Map<string, Change>()
  let left = 0
  const prune = (): void => {
    const near = [...held].sort(
      ([, a], [, b]) =>
        Math.abs(a.fact.time_us - anchorUs) - Math.abs(b.fact.time_us - anchorUs) || a.fact.id - b.fact.id,
    )
    for (const [, change] of near.slice(most)) left += change.times
    held = new Map(near.slice(0, most))
  }
  for (const fact of facts) {
    const words = excerpt(factWords(fact) ?? fact.kind, 200)
    const key = LASTING.has(fact.kind) ? `${fact.node}\n${words}` : `${fact.id}`
    const known = held.get(key)
    if (known === undefined) held.set(key, { fact, words, times: 1, untilUs: fact.time_us })
    else {
      known.times++
      known.untilUs = fact.time_us
    }
    if (held.size > 2 * most) prune()
  }
  if (held.size > most) prune()
  return { rows: [...held.values()].map(row), left }
}

function row({ fact, words, times, untilUs }: Change): FoldedRow {
  return {
    us: fact.time_us,
    node: fact.node,
    kind: 'change',
    what: words,
    subject: '',
    fold: foldText({ failures: times, fromUs: fact.time_us, untilUs }),
    message: '',
    source: fact.source,
    line: fact.line,
  }
}
