import { citeFailure } from '../cite.ts'
import { durationWords } from '../duration-words.ts'
import type { TermRule } from '../term-rule.ts'

/** The same failure was there before the change that is supposed to have set it off. */
export const term: TermRule = {
  name: 'failures-before-trigger',
  find: ({ file, incident, incidents }) => {
    if (incident.trigger_kind === '') return undefined
    const older = incidents.find((other) => other.first_us !== 0 && other.first_us < incident.trigger_us)
    if (!older) return undefined
    const [failure] = file.failures({ incidentId: older.id, limit: 1 })
    return {
      weight: -0.1,
      says: `the same failure was logged ${durationWords(incident.trigger_us - older.first_us)} before the supposed trigger`,
      evidence: failure ? [citeFailure(file, failure, 'failure before the trigger')] : [],
    }
  },
}
