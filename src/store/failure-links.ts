import { bulkInsert } from './bulk-insert.ts'
import { PAGE_ROWS, pagedRows } from './paged-rows.ts'
import { INTS } from './row-block.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'

/** Events of one page: a number of 4 bytes each. */
const PAGE_EVENTS = PAGE_ROWS * INTS

/** Which failure each event is a record of: table failure_event, filled in order of event, which is several times as fast. */
export interface FailureLinks {
  /** `isFirst`: the failure itself names it as its first event. */
  readonly put: (eventId: number, failureId: number, isFirst: boolean) => void
  readonly write: () => void
}

export function failureLinks(db: Database, spill: Spill): FailureLinks {
  const pages = pagedRows(spill)
  let last = -1
  return {
    put(eventId, failureId, isFirst) {
      last = Math.max(last, eventId)
      pages.change(Math.floor(eventId / PAGE_EVENTS)).int[eventId % PAGE_EVENTS] = isFirst ? failureId : -failureId
    },
    write() {
      const rows = bulkInsert(db, 'INSERT INTO failure_event', 3)
      for (let from = 0; from <= last; from += PAGE_EVENTS) {
        const { int } = pages.read(from / PAGE_EVENTS)
        for (let at = 0; at < PAGE_EVENTS; at += 1) {
          const failureId = int[at] ?? 0
          if (failureId !== 0) rows.put([from + at, Math.abs(failureId), failureId < 0 ? 1 : 0])
        }
      }
      rows.flush()
    },
  }
}
