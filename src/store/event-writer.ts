import type { PlacedEvent } from '../model/event.ts'
import { bulkInsert } from './bulk-insert.ts'
import type { Dictionaries } from './dictionaries.ts'
import type { EventRows, KeptEvents } from './event-rows.ts'
import type { RawBlockWriter, RawPlace } from './raw-blocks.ts'
import type { Database } from './sqlite.ts'

/** event-rows.ts keeps what stands first. */
const COLUMNS = [
  'source_id',
  'byte_offset',
  'ord',
  'line',
  'line_span',
  'time_us',
  'last_span',
  'repeat_n',
  'node_ref',
  'signature_ref',
  'sandbox_ref',
  'pod_ref',
  'attempt',
  'message_ref',
  'block_ref',
  'raw_offset',
  'raw_bytes',
]

/** Whether a number that a log names can be one: whole, and of the 32 bits that the joins have for it. */
const counted = (n: number): boolean => n === Math.trunc(n) && n >= 0 && n < 2 ** 31

/** The attempt of a record that tells none. */
const NO_ATTEMPT = -1

/** Writes events as rows of integers. */
export interface EventWriter {
  readonly put: (sourceId: number, event: PlacedEvent) => void
  /** Writes the rows that are still waiting, those of the dictionaries as well. */
  readonly flush: () => void
  /** The events that were kept, if they are those in the table; to be asked after `flush`. */
  readonly kept: () => EventRows | undefined
}

/**
 * A repeat of (source, byte offset, ord) is ignored, wherever it comes from; so would be a row that breaks a rule of the table. `keep`: given where
 * the table has no events yet.
 */
export function eventWriter(
  db: Database,
  dictionaries: Dictionaries,
  raws: RawBlockWriter,
  keep: KeptEvents | undefined,
): EventWriter {
  const rows = bulkInsert(db, `INSERT OR IGNORE INTO event_row (${COLUMNS.join(', ')})`, COLUMNS.length)
  const row = COLUMNS.map(() => 0)
  let lastSource = 0
  let lastOffset = -1
  let lastRaw: RawPlace = { block: 0, offset: 0, bytes: 0 }

  /** Events of one record share its raw text. */
  const rawOf = (sourceId: number, event: PlacedEvent): RawPlace => {
    if (event.ord === 0 || sourceId !== lastSource || event.byteOffset !== lastOffset) {
      lastRaw = event.packed === undefined ? raws.put(event.raw) : raws.putUtf8(event.packed)
      lastSource = sourceId
      lastOffset = event.byteOffset
    }
    return lastRaw
  }

  // In the order of COLUMNS; one array for all rows, because an array a row costs as much as the dictionaries.
  const put = (sourceId: number, event: PlacedEvent): void => {
    const raw = rawOf(sourceId, event)
    const { signature, message, pod } = dictionaries.wording(event)
    row[0] = sourceId
    row[1] = event.byteOffset
    row[2] = event.ord
    row[3] = event.line
    row[4] = event.lineEnd - event.line
    row[5] = event.timeUs
    row[6] = event.lastUs - event.timeUs
    row[7] = counted(event.repeatN) ? event.repeatN : 1
    row[8] = dictionaries.node(event.node)
    row[9] = signature
    row[10] = dictionaries.sandbox(event)
    row[11] = pod
    row[12] = counted(event.attempt) ? event.attempt : NO_ATTEMPT
    row[13] = message
    row[14] = raw.block
    row[15] = raw.offset
    row[16] = raw.bytes
    rows.put(row)
    keep?.put(row)
  }
  return {
    put,
    flush() {
      dictionaries.flush()
      rows.flush()
    },
    kept: () => (keep?.count() === rows.written() ? keep : undefined),
  }
}
