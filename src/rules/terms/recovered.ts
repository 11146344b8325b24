import { citeRecovery } from '../place.ts'
import type { TermRule } from '../term-rule.ts'

/** The failing operation succeeded again on every node: told, but it proves no cause by itself. */
export const term: TermRule = {
  name: 'recovered',
  find: ({ file, incident }) => {
    const recovery = citeRecovery(file, incident, `first ${incident.operation} that succeeded after the last failure`)
    return (
      recovery && {
        weight: 0,
        says: `${incident.operation} succeeds again on every node that failed`,
        evidence: [recovery],
      }
    )
  },
}
