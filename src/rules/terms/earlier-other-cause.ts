import type { IncidentRow } from '../../model/case-file.ts'
import { citeFailure } from '../cite.ts'
import type { TermRule } from '../term-rule.ts'

const HOUR = 3_600_000_000

/** A series of less than a twentieth of the failures (a file that was half written for a moment) raises no doubt. */
const NEGLIGIBLE = 20

const MINUTE = 60_000_000

/** A file that is being changed may be read half written or absent: failures in that minute are the trace of the change. */
function isTraceOf({ trigger_kind, trigger_us }: IncidentRow, other: IncidentRow): boolean {
  return (
    trigger_kind === 'config-change' &&
    (other.cause === 'cni-config-invalid' || other.cause === 'cni-config-missing') &&
    other.first_us >= trigger_us - MINUTE &&
    other.last_us <= trigger_us + MINUTE
  )
}

/** Something else failed first on the same nodes and may lie behind it. */
export const term: TermRule = {
  name: 'earlier-other-cause',
  find: ({ file, all, incident, cause, failingNodes }) => {
    const earlier = all.find(
      (other) =>
        other.cause !== cause &&
        other.cause !== 'unknown' &&
        other.consequence_of === 0 &&
        !isTraceOf(incident, other) &&
        other.failures * NEGLIGIBLE >= incident.failures &&
        other.first_us !== 0 &&
        other.first_us < incident.first_us &&
        other.last_us > incident.first_us - HOUR &&
        other.nodes.split(' ').some((node) => failingNodes.includes(node)),
    )
    if (!earlier) return undefined
    const [failure] = file.failures({ incidentId: earlier.id, limit: 1 })
    return {
      weight: -0.1,
      says: `failures with another cause (${earlier.cause}) came first on the same nodes`,
      evidence: failure ? [citeFailure(file, failure, `earlier failure: ${earlier.cause}`)] : [],
    }
  },
}
