import { bulkInsert } from './bulk-insert.ts'
import type { Database } from './sqlite.ts'

const MINUTE_US = 60_000_000
/** Minutes of a page: 17 hours in 4 KiB. */
const PAGE = 1024

/** Counts the failures of every incident, node and minute: failure_minute. Those without a time are left out. */
export interface FailureMinutes {
  readonly see: (incident: number, node: number, firstUs: number) => void
  readonly end: () => void
}

interface Page {
  readonly incident: number
  readonly node: number
  /** Its first minute, in minutes since 1970. */
  readonly from: number
  readonly counts: Int32Array
}

export function failureMinutes(db: Database): FailureMinutes {
  const pages = new Map<string, Page>()
  let last: Page = { incident: 0, node: 0, from: -PAGE, counts: new Int32Array(0) }
  const pageOf = (incident: number, node: number, from: number): Page => {
    const key = `${incident} ${node} ${from}`
    const page = pages.get(key) ?? { incident, node, from, counts: new Int32Array(PAGE) }
    pages.set(key, page)
    return page
  }
  return {
    see(incident, node, firstUs) {
      if (firstUs <= 0) return
      const minute = Math.floor(firstUs / MINUTE_US)
      const from = minute - (minute % PAGE)
      // Most are in the page of the one before.
      if (last.from !== from || last.node !== node || last.incident !== incident) last = pageOf(incident, node, from)
      last.counts[minute - from] = (last.counts[minute - from] ?? 0) + 1
    },
    end() {
      const rows = bulkInsert(db, 'INSERT INTO failure_minute', 4)
      for (const { incident, node, from, counts } of pages.values()) {
        counts.forEach((n, index) => {
          if (n > 0) rows.put([incident, node, (from + index) * MINUTE_US, n])
        })
      }
      rows.flush()
    },
  }
}
