import type { CaseFile, FactRow, FailureRow, IncidentRow } from '../model/case-file.ts'
import type { FactKind } from '../model/fact.ts'

const MINUTE = 60_000_000

const STARTS: readonly FactKind[] = ['runtime-start', 'kubelet-start', 'reboot', 'node-joined']

/** A start is told shortly before or after the first line that finds the network not ready. */
const BEFORE_US = 2 * MINUTE
const AFTER_US = MINUTE

/** A network that takes longer to come up holds pods back. */
const MAX_US = 5 * MINUTE

/** Series of this kind in one incident are few, one a node and start; more are no ordinary starts. */
const MAX_SERIES = 200

/**
 * Is this the node network that is not ready yet as a runtime, a kubelet or a node starts (messages.md 6.1, B-4 and B-5)? The add-on writes its
 * configuration minutes later, no pod is hit, and the network comes up by itself.
 */
export function isStartUp(file: CaseFile, incident: IncidentRow): boolean {
  if (incident.operation !== 'NetworkReady' || incident.cause !== 'cni-config-missing') return false
  if (incident.recovered_us === 0 || incident.pods > 0 || incident.sandboxes > 0) return false
  const failures = [...file.failures({ incidentId: incident.id, limit: MAX_SERIES + 1 })]
  if (failures.length === 0 || failures.length > MAX_SERIES) return false
  const starts = STARTS.flatMap((kind) => file.facts(kind))
  return failures.every((failure) => isShort(failure) && starts.some((start) => isBeside(start, failure)))
}

function isShort({ operation, first_us, last_us }: FailureRow): boolean {
  return operation === 'NetworkReady' && first_us > 0 && last_us - first_us <= MAX_US
}

function isBeside(start: FactRow, { node, first_us }: FailureRow): boolean {
  if (start.node !== node && start.node !== '' && node !== '') return false
  return start.time_us >= first_us - BEFORE_US && start.time_us <= first_us + AFTER_US
}
