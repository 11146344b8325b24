import { citeFact } from '../cite.ts'
import type { TermRule } from '../term-rule.ts'

const MINUTES = 60_000_000
const AGENT_CAUSES = new Set([
  'cni-agent-unreachable',
  'cni-unauthorized',
  'cni-config-missing',
  'cni-plugin-binary-missing',
])

/** The network agent itself stopped or started at that time. */
export const term: TermRule = {
  name: 'agent-roll-out',
  find: ({ file, incident, failingNodes, cause }) => {
    if (!AGENT_CAUSES.has(cause) || incident.first_us === 0) return undefined
    const fact = [...file.facts('agent-stop'), ...file.facts('agent-start')].find(
      (row) =>
        (row.node === '' || failingNodes.includes(row.node)) &&
        row.time_us >= incident.first_us - 10 * MINUTES &&
        row.time_us <= (incident.recovered_us || incident.last_us) + MINUTES,
    )
    if (!fact) return undefined
    return {
      weight: 0.03,
      says: `network agent ${fact.value} was being restarted at the time`,
      evidence: [citeFact(fact, `network agent ${fact.value}: ${fact.kind === 'agent-stop' ? 'stopped' : 'started'}`)],
    }
  },
}
