import type { Reading } from '../model/reading.ts'
import { count, size } from './words.ts'

/** Lines that say how much was read, and what the case holds where it held something before: `sources` and `events` are those of the case. */
export function renderIngested(ingested: {
  readonly read: Reading
  readonly sources: number
  readonly events: number
}): readonly string[] {
  const { read, sources, events } = ingested
  const amount = [
    count(read.sources, 'source'),
    size(read.bytes),
    count(read.lines, 'line'),
    count(read.events, 'event'),
  ]
  const left = [
    ...(read.unread === 0 ? [] : [`; ${count(read.unread, 'file')} could not be read`]),
    ...(read.passedOver === 0 ? [] : [`; ${count(read.passedOver, 'file')} without text passed over`]),
  ]
  const isAll = sources === read.sources + read.unread + read.passedOver
  return [
    `read: ${amount.join(', ')}${left.join('')}`,
    ...(isAll
      ? []
      : [`with what it held before, the case has ${count(sources, 'source')} and ${count(events, 'event')}`]),
  ]
}
