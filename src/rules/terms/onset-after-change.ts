import { durationWords } from '../duration-words.ts'
import { citeTrigger } from '../place.ts'
import type { TermRule } from '../term-rule.ts'

/** The failures began right after a change that can bring them about. */
export const term: TermRule = {
  name: 'onset-after-change',
  find: (grounds) => {
    const { incident } = grounds
    if (incident.trigger_kind === '') return undefined
    const lag = incident.first_us - incident.trigger_us
    const words = incident.trigger_kind.replace('-', ' ')
    const says =
      lag < 0
        ? `a ${words} was logged as the failures began`
        : `the first failure came ${durationWords(lag)} after a ${words}`
    return { weight: 0.03, says, evidence: [citeTrigger(incident, `${words} before the first failure`)] }
  },
}
