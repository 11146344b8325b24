import { citeFailure } from '../cite.ts'
import { firstOfEachNode, type Grounds } from '../grounds.ts'
import type { TermRule } from '../term-rule.ts'

/** Errors that only tell that something took too long or was away say less than those that name what is wrong. */
const GENERIC = new Set(['runtime-timeout', 'runtime-unavailable', 'sandbox-not-found', 'sandbox-name-conflict'])

const MAX_CITED = 4

/** The errors themselves name what went wrong. */
export const term: TermRule = {
  name: 'mechanism',
  find: (grounds) => {
    if (grounds.cause === 'unknown') return undefined
    const own = grounds.failures.filter((failure) => failure.cause === grounds.cause)
    if (own.length === 0) return undefined
    const cited = firstOfEachNode(own, MAX_CITED)
    return {
      weight: GENERIC.has(grounds.cause) ? 0.35 : 0.5,
      says: `the errors name it: ${grounds.definition?.title ?? grounds.cause}`,
      evidence: cited.map((failure, index) =>
        citeFailure(grounds.file, failure, words(grounds, failure.node, index === 0)),
      ),
    }
  },
}

function words(grounds: Grounds, node: string, first: boolean): string {
  const where = node === '' ? '' : ` on ${node}`
  const what = grounds.definition?.title ?? grounds.cause
  return first ? `first failure${where}: ${what}` : `the same${where}: ${what}`
}
