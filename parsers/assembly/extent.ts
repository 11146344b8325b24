import { continuationText } from './continuation.ts'
import { type Join, joinOf } from './join.ts'
import type { Seen } from './line-kind.ts'
import { MAX_TEXT, type Neighbours } from './neighbours.ts'

/** Lines of one record, relative to the candidate. */
export interface Extent {
  readonly from: number
  readonly to: number
  readonly joins: readonly Join[]
  readonly reversed: boolean
}

/** Puts a record together from its first line downwards; no further than the line before `limit`. */
export function extend(near: Neighbours, from: number, head: Seen, limit: number): Extent {
  const joins: Join[] = []
  let text = head.peeled.text
  let last = head
  let at = from + 1
  while (at < limit && text.length < MAX_TEXT) {
    const next = near.seen(at)
    const width = (): ReturnType<Neighbours['width']> => near.width(at)
    const join = next === undefined ? undefined : joinOf({ head, text, last }, next, width)
    if (next === undefined || join === undefined) break
    text += join + continuationText(head, next, join)
    joins.push(join)
    last = next
    at++
  }
  return { from, to: at - 1, joins, reversed: false }
}
