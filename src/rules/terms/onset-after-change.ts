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
    const isLate = lag < 0
    const says = isLate
      ? `a ${words} was logged as the failures began`
      : `the first failure came ${durationWords(lag)} after a ${words}`
    const cited = `${words} ${isLate ? 'as the failures began' : 'before the first failure'}`
    return { weight: 0.03, says, evidence: [citeTrigger(incident, cited)] }
  },
}
