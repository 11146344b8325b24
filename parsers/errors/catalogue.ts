import type { CauseDefinition, CausePattern } from '../../src/model/cause.ts'
import type { Cause } from '../../src/model/vocabulary.ts'
import { createCache } from './cache.ts'
import { foldText, templateOf } from './template.ts'

/** Finds the cause of a peeled error text; 'unknown' where no pattern holds. */
export type FindCause = (core: string) => Cause

interface Candidate {
  readonly cause: Cause
  readonly pattern: CausePattern
}

/** Texts that differ only in ids share one entry; node logs repeat few templates. */
const cacheSize = 4096

/**
 * A cause finder over cause definitions. The highest rank wins; of equal ranks the pattern that stands further in (later) in
 * the text, then the one listed first. Results are cached by template.
 */
export function createFinder(definitions: readonly CauseDefinition[]): FindCause {
  const candidates: readonly Candidate[] = definitions
    .flatMap(({ id, patterns }) => patterns.map((pattern) => ({ cause: id, pattern })))
    .sort((a, b) => b.pattern.rank - a.pattern.rank)
  const cache = createCache<Cause>(cacheSize)
  return (core) => {
    if (core === '') return 'unknown'
    const template = templateOf(core)
    const known = cache.get(template)
    if (known !== undefined) return known
    const cause = bestOf(candidates, foldText(core))
    cache.set(template, cause)
    return cause
  }
}

/** Candidates are sorted by falling rank, so the search ends with the rank of the first hit. */
function bestOf(candidates: readonly Candidate[], text: string): Cause {
  let best: Candidate | undefined
  let bestAt = -1
  for (const candidate of candidates) {
    if (best !== undefined && candidate.pattern.rank < best.pattern.rank) break
    const at = positionOf(candidate.pattern, text)
    if (at > bestAt) {
      best = candidate
      bestAt = at
    }
  }
  return best?.cause ?? 'unknown'
}

/** Where a pattern holds: last position of its first literal (of its match, if it has no literals); -1 where it does not. */
function positionOf({ all, pattern }: CausePattern, text: string): number {
  for (const literal of all) if (!text.includes(literal)) return -1
  const found = pattern === undefined ? null : pattern.exec(text)
  if (pattern !== undefined && found === null) return -1
  const first = all[0]
  return first === undefined ? (found?.index ?? -1) : text.lastIndexOf(first)
}
