import type { LineMark } from '../model/line-context.ts'
import type { Database } from './sqlite.ts'

/** The last event of a source up to a byte offset. */
const LAST_UP_TO = `SELECT line, byte_offset AS byteOffset, line_span AS lineSpan FROM event_row
  WHERE source_id = ? AND byte_offset <= ? ORDER BY byte_offset DESC LIMIT 1`

/**
 * Finds where to begin reading for a line of a source: the last event that stands on one line, at or before it. Both line and byte offset grow
 * from event to event, so that halving finds it. Undefined where there is none, or where two sources share the path.
 */
export function lineMarks(db: Database): (source: string, line: number) => LineMark | undefined {
  const idsOf = db.prepare('SELECT id FROM source WHERE path = ?').pluck()
  const lastUpTo = db.prepare(LAST_UP_TO)
  return (source, line) => {
    const [id, other] = idsOf.all(source) as number[]
    if (id === undefined || other !== undefined) return undefined
    let found: LineMark | undefined
    let from = 0
    let to = Number.MAX_SAFE_INTEGER
    while (from <= to) {
      const middle = from + Math.floor((to - from) / 2)
      const event = lastUpTo.get(id, middle) as (LineMark & { lineSpan: number }) | undefined
      if (event !== undefined && event.line > line) {
        to = event.byteOffset - 1
        continue
      }
      if (event !== undefined && event.lineSpan === 0) found = { line: event.line, byteOffset: event.byteOffset }
      from = middle + 1
    }
    return found
  }
}
