import type { FactRow } from '../../model/case-file.ts'
import type { Evidence } from '../../model/verdict.ts'
import { affectedVersions } from '../affected-versions.ts'
import { citeFact } from '../cite.ts'
import type { TermRule } from '../term-rule.ts'
import { type KnownRange, rangeText } from '../version-knowledge.ts'

/** A runtime version that is known to fail this way was in force on the failing nodes. */
export const term: TermRule = {
  name: 'affected-version',
  find: (grounds) => {
    const hits = affectedVersions(grounds)
    const first = hits[0]
    if (!first) return undefined
    const { range } = first
    const page = range.page === '' ? '' : ` (${range.page})`
    return {
      weight: 0.06,
      says: `${range.component} ${first.fact.value} was running: ${range.component} ${rangeText(range)} ${range.says}${page}`,
      evidence: hits.map((hit) => cite(hit.fact, hit.range)),
    }
  },
}

function cite(fact: FactRow, range: KnownRange): Evidence {
  const where = fact.node === '' ? '' : ` on ${fact.node}`
  return citeFact(fact, `${range.component} ${fact.value}${where}, within the affected ${rangeText(range)}`)
}
