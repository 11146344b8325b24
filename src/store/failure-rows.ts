import type { FailureAddition, FailureDraft } from '../joins/join-store.ts'
import type { Cause, Operation } from '../model/vocabulary.ts'
import { PAGE_ROWS, pagedRows } from './paged-rows.ts'
import { intOf, type RowBlock, realOf, setInt, setReal } from './row-block.ts'
import type { Spill } from './spill.ts'

/** Where the numbers of a failure stand in its row: the reals, then the whole numbers behind them. */
export const REAL = { firstUs: 0, lastSpan: 1 } as const
export const INT = {
  id: 4,
  classRef: 5,
  node: 6,
  sandbox: 7,
  pod: 8,
  records: 9,
  eventsSeen: 10,
  secondary: 11,
  firstEvent: 12,
  /** How many ids behind the first event the one of the cause stands. */
  causeAfter: 13,
} as const

/** Operation and cause of a failure; ids count from 1. */
export interface FailureClass {
  readonly id: number
  readonly operation: Operation
  readonly cause: Cause
}

/** A failure as the joins give it, with row ids in place of texts. */
export interface FailureRefs {
  readonly draft: FailureDraft
  readonly node: number
  readonly pod: number
}

/** The failures of the joins until their incidents are known: then each is written once, whole. Ids are 1, 2, 3 ... in order of `put`. */
export interface FailureRows {
  readonly put: (failure: FailureRefs) => void
  readonly add: (addition: Omit<FailureAddition, 'eventIds'>) => void
  /** All failures in order of id; the row must not be kept. */
  readonly each: (see: (block: RowBlock, row: number) => void) => void
  readonly classes: () => readonly FailureClass[]
}

export function failureRows(spill: Spill): FailureRows {
  const rows = pagedRows(spill)
  const classes: FailureClass[] = []
  let count = 0
  const classOf = ({ operation, cause }: FailureDraft): number => {
    for (const known of classes) if (known.cause === cause && known.operation === operation) return known.id
    const id = classes.length + 1
    classes.push({ id, operation, cause })
    return id
  }
  return {
    put({ draft, node, pod }) {
      const at = draft.id - 1
      count = Math.max(count, draft.id)
      const block = rows.change(Math.floor(at / PAGE_ROWS))
      const row = at % PAGE_ROWS
      setReal(block, row, REAL.firstUs, draft.first_us)
      setReal(block, row, REAL.lastSpan, draft.last_us - draft.first_us)
      setInt(block, row, INT.id, draft.id)
      setInt(block, row, INT.classRef, classOf(draft))
      setInt(block, row, INT.node, node)
      setInt(block, row, INT.sandbox, draft.sandbox)
      setInt(block, row, INT.pod, pod)
      setInt(block, row, INT.records, draft.records)
      setInt(block, row, INT.eventsSeen, draft.events_seen)
      setInt(block, row, INT.secondary, draft.secondary)
      setInt(block, row, INT.firstEvent, draft.firstEventId)
      setInt(block, row, INT.causeAfter, draft.causeEventId - draft.firstEventId)
    },
    add({ failureId, records, eventsSeen, lastUs }) {
      const at = failureId - 1
      const block = rows.change(Math.floor(at / PAGE_ROWS))
      const row = at % PAGE_ROWS
      setReal(block, row, REAL.lastSpan, lastUs - realOf(block, row, REAL.firstUs))
      setInt(block, row, INT.records, intOf(block, row, INT.records) + records)
      setInt(block, row, INT.eventsSeen, intOf(block, row, INT.eventsSeen) + eventsSeen)
    },
    each(see) {
      for (let from = 0; from < count; from += PAGE_ROWS) {
        const block = rows.read(from / PAGE_ROWS)
        for (let row = 0; row < Math.min(PAGE_ROWS, count - from); row += 1) see(block, row)
      }
    },
    classes: () => classes,
  }
}
