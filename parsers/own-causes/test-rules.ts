import type { CauseDefinition } from '../../src/model/cause.ts'
import type { Cause } from '../../src/model/vocabulary.ts'
import { createClassifier } from '../errors/classify.ts'
import { withOwnCauses } from './merge.ts'

/** One text of a rules file that was tried. */
export interface RuleTrial {
  readonly id: CauseDefinition['id']
  readonly kind: 'sample' | 'look-alike'
  readonly text: string
  readonly found: Cause
  readonly passed: boolean
}

/** Tries the samples and look-alikes of rules on the catalogue with the rules: a sample gets the rule's cause, a look-alike another. */
export function tryRules(own: readonly CauseDefinition[]): readonly RuleTrial[] {
  const classify = createClassifier(withOwnCauses(own))
  return own.flatMap(({ id, samples, lookAlikes }) => {
    const trial =
      (kind: RuleTrial['kind']) =>
      (text: string): RuleTrial => {
        const found = classify(text).cause
        return { id, kind, text, found, passed: (found === id) === (kind === 'sample') }
      }
    return [...samples.map(trial('sample')), ...lookAlikes.map(trial('look-alike'))]
  })
}
