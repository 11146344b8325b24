import type { JoinStore } from '../joins/join-store.ts'
import { rawReader } from './raw-blocks.ts'
import type { Database } from './sqlite.ts'

/** Facts of the joins alone have this kind and component; those of a line do not (src/model/fact.ts). */
export const DROP_DERIVED_FACTS = `DELETE FROM fact_row WHERE (kind = 'hang' AND component = 'containerd')
  OR kind IN ('clock-skew', 'log-copy')`

/** Facts are put in order of their events, mostly: a block is not asked for again. */
const KEPT_BLOCKS = 2

/** As much of a record as a fact that stands on a line keeps of it. */
const LONGEST_TEXT = 2000

const PUT = `INSERT OR IGNORE INTO fact_row
  SELECT NULL, e.source_id, e.byte_offset, e.line, ?, ?, ?, ?, ?, e.time_us FROM event_row e WHERE e.id = ?`

const PLACE = 'SELECT block_ref AS block, raw_offset AS offset, raw_bytes AS bytes FROM event_row WHERE id = ?'
const DATA = 'SELECT data FROM raw_block WHERE id = ?'

interface RawRow {
  readonly block: number
  readonly offset: number
  readonly bytes: number
}

/** Writes facts that the joins derive, each with the place and time of its event, and with its text unless it has one. */
export function derivedFacts(db: Database): JoinStore['putFact'] {
  const put = db.prepare(PUT)
  const find = db.prepare(PLACE)
  const data = db.prepare(DATA).pluck()
  const read = rawReader(KEPT_BLOCKS)
  const rawOf = (eventId: number): string => {
    const row = find.get(eventId) as RawRow | undefined
    const text =
      row && row.bytes > 0 ? read(row.block, () => data.get(row.block) as Uint8Array, row.offset, row.bytes) : ''
    return text.slice(0, LONGEST_TEXT)
  }
  return (eventId, { node, kind, component, value, text }) => {
    put.run(node, kind, component, value, text ?? rawOf(eventId), eventId)
  }
}
