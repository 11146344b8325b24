import { bulkInsert } from './bulk-insert.ts'
import { dealtRows } from './dealt-rows.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'

/** Events that are put in order at once: 4 bytes each. */
const RANGE_EVENTS = 262_144

/** Which failure each event is a record of: table failure_event, filled in order of event, which is several times as fast. */
export interface FailureLinks {
  /** `isFirst`: the failure itself names it as its first event. */
  readonly put: (eventId: number, failureId: number, isFirst: boolean) => void
  readonly write: () => void
}

export function failureLinks(db: Database, spill: Spill): FailureLinks {
  const links = dealtRows(spill, RANGE_EVENTS, 2)
  const link = [0, 0]
  return {
    put(eventId, failureId, isFirst) {
      link[0] = eventId
      link[1] = isFirst ? failureId : -failureId
      links.put(link)
    },
    write() {
      const rows = bulkInsert(db, 'INSERT INTO failure_event', 3)
      const failures = new Int32Array(RANGE_EVENTS)
      const row = [0, 0, 0]
      for (let range = 0; range < links.ranges(); range += 1) {
        const from = range * RANGE_EVENTS
        failures.fill(0)
        links.each(range, (numbers, at) => {
          failures[(numbers[at] ?? 0) - from] = numbers[at + 1] ?? 0
        })
        for (let at = 0; at < RANGE_EVENTS; at += 1) {
          const failureId = failures[at] ?? 0
          if (failureId === 0) continue
          row[0] = from + at
          row[1] = Math.abs(failureId)
          row[2] = failureId < 0 ? 1 : 0
          rows.put(row)
        }
      }
      rows.flush()
    },
  }
}
