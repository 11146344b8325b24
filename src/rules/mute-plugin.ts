import type { CaseFile, IncidentRow } from '../model/case-file.ts'

/** What a plugin wrote to its own log may stand so long before the runtime's line about it. */
const REACH_US = 60_000_000

const MAX_EXAMINED = 8

// netplugin failed with no error message · netplugin failed but error parsing its diagnostic message "": unexpected end of JSON input
const MUTE =
  /netplugin failed (?:with no error message|but error parsing its(?! diagnostic message "[^"]))|unexpected end of JSON input/

/**
 * The incident that a plugin's own log tells of, where the failures of `chosen` say only that the plugin gave up without a word; `chosen`
 * itself where they name anything, or no such log speaks at that time on that node.
 */
export function spokenFor(file: CaseFile, chosen: IncidentRow, candidates: readonly IncidentRow[]): IncidentRow {
  if (chosen.cause !== 'cni-plugin-exec-failed' && chosen.cause !== 'network-info-missing') return chosen
  if (!isMute(file, chosen)) return chosen
  const own = candidates.find((other) => isNear(other, chosen) && other.cause !== 'unknown' && isOfPlugin(file, other))
  return own ?? chosen
}

function isMute(file: CaseFile, incident: IncidentRow): boolean {
  const failures = [...file.failures({ incidentId: incident.id, limit: MAX_EXAMINED })]
  return failures.length > 0 && failures.every(({ message }) => MUTE.test(message))
}

function isNear(other: IncidentRow, chosen: IncidentRow): boolean {
  if (other.operation !== 'other' || other.nodes !== chosen.nodes || other.first_us === 0 || chosen.first_us === 0)
    return false
  return other.first_us <= chosen.first_us + REACH_US && other.last_us >= chosen.first_us - REACH_US
}

function isOfPlugin(file: CaseFile, incident: IncidentRow): boolean {
  for (const failure of file.failures({ incidentId: incident.id, limit: 1 }))
    for (const event of file.events({ failureId: failure.id, limit: 1 })) return event.component === 'plugin'
  return false
}
