import type { CauseDefinition } from '../../src/model/cause.ts'
import { causes } from '../causes/index.ts'

const byId = (a: CauseDefinition, b: CauseDefinition): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The catalogue with a user's rules, sorted by id: new causes beside it, patterns and texts of known ids in it. */
export function withOwnCauses(own: readonly CauseDefinition[]): readonly CauseDefinition[] {
  const known = causes.map((cause) => {
    const rule = own.find(({ id }) => id === cause.id)
    return rule === undefined
      ? cause
      : {
          ...rule,
          patterns: [...rule.patterns, ...cause.patterns],
          samples: [...rule.samples, ...cause.samples],
          lookAlikes: [...rule.lookAlikes, ...cause.lookAlikes],
        }
  })
  return [...known, ...own.filter(({ id }) => id.startsWith('x-'))].sort(byId)
}

/** What a report says of rules, as JSON for the case file: everything but the patterns. '' for none. */
export function encodeCauses(own: readonly CauseDefinition[]): string {
  return own.length === 0
    ? ''
    : JSON.stringify(
        own.map((rule) => ({ ...rule, patterns: [], samples: [], lookAlikes: [] }) satisfies CauseDefinition),
      )
}

/** The catalogue with the rules of a case file, for its texts. */
export function catalogueOf(encoded: string): readonly CauseDefinition[] {
  return encoded === '' ? causes : withOwnCauses(JSON.parse(encoded) as CauseDefinition[])
}
