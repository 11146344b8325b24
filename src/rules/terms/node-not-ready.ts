import { citeFact } from '../cite.ts'
import type { TermRule } from '../term-rule.ts'

const NETWORK = /network|cni/i
const QUARTER = 15 * 60_000_000

/** The node was not ready for another reason than its network before the failures. */
export const term: TermRule = {
  name: 'node-not-ready',
  find: ({ file, incident, failingNodes, cause }) => {
    if (incident.first_us === 0 || cause === 'runtime-unavailable' || cause === 'resource-exhausted') return undefined
    const fact = file
      .facts('node-not-ready')
      .find(
        (row) =>
          row.time_us !== 0 &&
          row.time_us <= incident.first_us &&
          row.time_us >= incident.first_us - QUARTER &&
          (row.node === '' || failingNodes.includes(row.node)) &&
          row.value !== '' &&
          !NETWORK.test(row.value),
      )
    if (!fact) return undefined
    return {
      weight: -0.05,
      says: `${fact.node === '' ? 'a node' : fact.node} was not ready for another reason before the failures`,
      evidence: [citeFact(fact, 'not ready for another reason')],
    }
  },
}
