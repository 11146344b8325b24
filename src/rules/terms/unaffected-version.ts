import { citeFact } from '../cite.ts'
import { firstOfEachNode } from '../grounds.ts'
import type { TermRule } from '../term-rule.ts'
import { rangeOf, rangesFor } from '../version-knowledge.ts'

/** The runtime version told for a failing node lies outside the range in which the cause is known: that speaks against it. */
export const term: TermRule = {
  name: 'unaffected-version',
  find: (grounds) => {
    const ranges = rangesFor(grounds.cause, grounds.plugin, grounds.configVersion).filter((range) => range.exclusive)
    for (const failure of firstOfEachNode(grounds.failures, 4)) {
      for (const { component, from, to } of ranges) {
        const fact = grounds.versions.at(failure.node, component, failure.first_us)
        if (!fact || rangeOf(ranges, component, fact.value)) continue
        return {
          weight: -0.1,
          says: `${component} ${fact.value} lies outside ${from} to ${to}, where this is known to happen`,
          evidence: [citeFact(fact, `${component} ${fact.value} at the time of the failures`)],
        }
      }
    }
    return undefined
  },
}
