import type { CauseDefinition } from '../../src/model/cause.ts'
import type { SandboxEvent } from '../../src/model/event.ts'
import { causes } from '../causes/index.ts'
import { createFinder } from '../errors/catalogue.ts'
import { withOwnCauses } from './merge.ts'

/** Names the causes of a record's events anew. */
export type ApplyCauses = (events: readonly SandboxEvent[]) => readonly SandboxEvent[]

/**
 * Applies a user's rules to events that were read with the catalogue alone. An event's `message` is its deepest error text, so looking
 * at it with and without the rules tells whether a rule has the word; where none has, the event stays as it is.
 */
export function applyOwnCauses(own: readonly CauseDefinition[]): ApplyCauses {
  if (own.length === 0) return (events) => events
  const findWithout = createFinder(causes)
  const findWith = createFinder(withOwnCauses(own))
  const renamed = (event: SandboxEvent): SandboxEvent => {
    if (event.outcome !== 'failed') return event
    const cause = findWith(event.message)
    return cause === findWithout(event.message) ? event : { ...event, cause }
  }
  return (events) => (events.some(({ outcome }) => outcome === 'failed') ? events.map(renamed) : events)
}
