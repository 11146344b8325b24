import type { FailureAddition, FailureDraft } from '../joins/join-store.ts'
import type { Cause, Operation } from '../model/vocabulary.ts'
import { dealtRows } from './dealt-rows.ts'
import { intOf, type RowBlock, realOf, setInt, setReal } from './row-block.ts'
import { PAGE_ROWS, rowList } from './row-list.ts'
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
  const rows = rowList(spill)
  // What is added comes in order of time, not of failures: it waits until the page of its failure is read.
  const additions = dealtRows(spill, PAGE_ROWS, 4)
  const classes: FailureClass[] = []
  const classOf = ({ operation, cause }: FailureDraft): number => {
    for (const known of classes) if (known.cause === cause && known.operation === operation) return known.id
    const id = classes.length + 1
    classes.push({ id, operation, cause })
    return id
  }
  return {
    put({ draft, node, pod }) {
      const { block, row } = rows.next()
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
    add: ({ failureId, records, eventsSeen, lastUs }) => additions.put([failureId - 1, records, eventsSeen, lastUs]),
    each(see) {
      for (let page = 0; page < rows.pages(); page += 1) {
        const block = rows.read(page)
        additions.each(page, (numbers, at) => addTo(block, (numbers[at] ?? 0) - page * PAGE_ROWS, numbers, at))
        for (let row = 0; row < rows.count(page); row += 1) see(block, row)
      }
    },
    classes: () => classes,
  }
}

/** Adds what stands behind the place of a failure: records, events seen, the new end. */
function addTo(block: RowBlock, row: number, numbers: Float64Array, at: number): void {
  setInt(block, row, INT.records, intOf(block, row, INT.records) + (numbers[at + 1] ?? 0))
  setInt(block, row, INT.eventsSeen, intOf(block, row, INT.eventsSeen) + (numbers[at + 2] ?? 0))
  setReal(block, row, REAL.lastSpan, (numbers[at + 3] ?? 0) - realOf(block, row, REAL.firstUs))
}
