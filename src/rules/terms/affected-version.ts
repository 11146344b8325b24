import type { FactRow } from '../../model/case-file.ts'
import type { Evidence } from '../../model/verdict.ts'
import { citeFact } from '../cite.ts'
import { firstOfEachNode, type Grounds } from '../grounds.ts'
import type { TermRule } from '../term-rule.ts'
import { type KnownRange, rangeOf, rangesFor } from '../version-knowledge.ts'

const MAX_CITED = 4

/** A runtime version that is known to fail this way was in force on the failing nodes. */
export const term: TermRule = {
  name: 'affected-version',
  find: (grounds) => {
    const hits = affected(grounds)
    const first = hits[0]
    if (!first) return undefined
    const { range } = first
    const page = range.page === '' ? '' : ` (${range.page})`
    return {
      weight: 0.06,
      says: `${range.component} ${first.fact.value} was running: ${range.component} ${range.from} to ${range.to} ${range.says}${page}`,
      evidence: hits.map((hit) => cite(hit.fact, hit.range)),
    }
  },
}

interface Hit {
  readonly fact: FactRow
  readonly range: KnownRange
}

/** Versions in force at the first failure of each node that lie in a known range. */
function affected(grounds: Grounds): readonly Hit[] {
  const ranges = rangesFor(grounds.cause, grounds.plugin, grounds.configVersion)
  const hits: Hit[] = []
  for (const failure of firstOfEachNode(grounds.failures, MAX_CITED)) {
    for (const component of new Set(ranges.map((range) => range.component))) {
      const fact = grounds.versions.at(failure.node, component, failure.first_us)
      const range = fact && rangeOf(ranges, component, fact.value)
      if (fact && range && !hits.some((hit) => hit.fact.id === fact.id)) hits.push({ fact, range })
    }
  }
  return hits
}

function cite(fact: FactRow, range: KnownRange): Evidence {
  const where = fact.node === '' ? '' : ` on ${fact.node}`
  return citeFact(fact, `${range.component} ${fact.value}${where}, within the affected ${range.from} to ${range.to}`)
}
