import type { JoinStore } from '../joins/join-store.ts'
import { rawReader } from './raw-blocks.ts'
import type { Database } from './sqlite.ts'

/** Facts of the joins alone have this kind and component; those of a line do not (src/model/fact.ts). */
export const DROP_DERIVED_FACTS = `DELETE FROM fact_row WHERE kind = 'hang' AND component = 'containerd'`

/** As much of a record as a fact that stands on a line keeps of it. */
const LONGEST_TEXT = 2000

const PUT = `INSERT OR IGNORE INTO fact_row
  SELECT NULL, e.source_id, e.byte_offset, e.line, ?, ?, ?, ?, ?, e.time_us FROM event_row e WHERE e.id = ?`

const RAW = `SELECT e.block_ref AS block, e.raw_offset AS offset, e.raw_bytes AS bytes, w.data
  FROM event_row e JOIN raw_block w ON w.id = e.block_ref WHERE e.id = ?`

interface RawRow {
  readonly block: number
  readonly offset: number
  readonly bytes: number
  readonly data: Uint8Array
}

/** Writes facts that the joins derive, each with the place, time and text of its event. */
export function derivedFacts(db: Database): JoinStore['putFact'] {
  const put = db.prepare(PUT)
  const find = db.prepare(RAW)
  const read = rawReader()
  return (eventId, { node, kind, component, value }) => {
    const row = find.get(eventId) as RawRow | undefined
    const text = row ? read(row.block, () => row.data, row.offset, row.bytes).slice(0, LONGEST_TEXT) : ''
    put.run(node, kind, component, value, text, eventId)
  }
}
