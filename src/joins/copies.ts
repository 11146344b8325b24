import type { JoinEvent } from './join-store.ts'

/** Records without their copies, and the copies of each (keyed by the id of the record kept). */
export interface Sifted {
  readonly kept: readonly JoinEvent[]
  readonly copies: ReadonlyMap<number, readonly JoinEvent[]>
}

interface Seen {
  /** The records kept, in order. */
  readonly kept: JoinEvent[]
  /** Records met so far in each source. */
  readonly met: Map<number, number>
}

const SECOND = 1_000_000

/**
 * Takes out copies: the same record read again in a second file (journal and /var/log/messages, overlapping rotations). Same kind, sandbox and
 * time to the microsecond is the same record; where the stamp has whole seconds only, the n-th in one source is the copy of the n-th in another.
 * Events must be in order. Records without a time are never copies.
 */
export function siftCopies(events: readonly JoinEvent[]): Sifted {
  const seen = new Map<string, Seen>()
  const kept: JoinEvent[] = []
  const copies = new Map<number, JoinEvent[]>()
  let beforeUs = 0
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]
    if (event === undefined) continue
    // In order of time, what has the same time stands beside it.
    const { timeUs } = event
    const isAlone = timeUs === 0 || (beforeUs !== timeUs && events[index + 1]?.timeUs !== timeUs)
    beforeUs = timeUs
    const original = isAlone ? undefined : originalOf(seen, event)
    if (!original) {
      kept.push(event)
      continue
    }
    const list = copies.get(original.id)
    if (list) list.push(event)
    else copies.set(original.id, [event])
  }
  return { kept, copies }
}

function originalOf(seen: Map<string, Seen>, event: JoinEvent): JoinEvent | undefined {
  const key = `${event.timeUs} ${event.kind} ${event.operation} ${event.sandbox} ${event.cause} ${event.lastUs} ${event.repeatN}`
  const entry = seen.get(key)
  if (!entry) {
    seen.set(key, { kept: [event], met: new Map([[event.source, 1]]) })
    return undefined
  }
  if (event.timeUs % SECOND !== 0) return entry.kept[0]
  const rank = entry.met.get(event.source) ?? 0
  entry.met.set(event.source, rank + 1)
  const original = entry.kept[rank]
  if (!original) entry.kept.push(event)
  return original
}
