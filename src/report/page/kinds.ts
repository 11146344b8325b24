import type { Cause } from '../../model/vocabulary.ts'
import { causeTitle } from '../cause-title.ts'
import type { PageKind } from './data.ts'
import { LIMITS } from './limits.ts'
import type { Mark } from './marks.ts'

/** Gives each mark its kind; beyond LIMITS.messages distinct texts the text is left out. */
export interface KindIndex {
  readonly kinds: PageKind[]
  readonly of: (mark: Mark) => number
}

export function kindIndex(): KindIndex {
  const places = new Map<string, number>()
  const kinds: PageKind[] = []
  const messages = new Set<string>()
  const of = (mark: Mark): number => {
    if (messages.size < LIMITS.messages) messages.add(mark.message)
    const message = messages.has(mark.message) ? mark.message : ''
    const key = `${mark.operation}\n${mark.cause}\n${mark.secondary}\n${message}`
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, kinds.length)
    const { operation, cause, secondary } = mark
    kinds.push({ operation, cause, title: causeTitle(cause as Cause), secondary, message })
    return kinds.length - 1
  }
  return { kinds, of }
}
