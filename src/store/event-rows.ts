import { INT, REAL } from './event-orders.ts'
import { type NumberColumn, numberAt, piecesOfIds, readNumbers } from './read-numbers.ts'
import { type RowBlock, setInt, setReal } from './row-block.ts'
import { eachRow, type RowList, rowList } from './row-list.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'

/** All events of a case in order of id, as rows of numbers (event-orders.ts) with row ids as they are stored: nothing is resolved. */
export interface EventRows {
  /** The row must not be kept. */
  readonly each: (see: (block: RowBlock, row: number) => void) => void
}

/** Where the numbers of an event stand that the joins need, among those that are written of it. */
const NUMBER = {
  source: 0,
  byteOffset: 1,
  ord: 2,
  line: 3,
  time: 5,
  lastSpan: 6,
  repeatN: 7,
  node: 8,
  signature: 9,
  sandbox: 10,
  pod: 11,
  attempt: 12,
} as const

/** Keeps the events of a load while they are written: reading them from their table takes ten times as long. */
export interface KeptEvents extends EventRows {
  /** Takes the numbers of the next event; ids are 1, 2, 3 ... */
  readonly put: (numbers: readonly number[]) => void
  readonly count: () => number
}

export function keptEvents(spill: Spill): KeptEvents {
  const rows = rowList(spill)
  let count = 0
  return {
    put(numbers) {
      count += 1
      write(rows, count, numbers)
    },
    count: () => count,
    each: (see) => eachRow(rows, see),
  }
}

/** Reads the events of a case from their table. */
export function storedEvents(db: Database, spill: Spill): EventRows {
  const list = rowList(spill)
  const numbers: number[] = []
  const wanted = columnsOf(db)
  for (const { rows, columns } of readNumbers(db, 'event_row', [{ sql: 'id', pieces: 2 }, ...wanted])) {
    for (let at = 0; at < rows; at += 1) {
      for (let column = 0; column < wanted.length; column += 1) numbers[column] = numberAt(columns, column + 1, at)
      write(list, numberAt(columns, 0, at), numbers)
    }
  }
  return { each: (see) => eachRow(list, see) }
}

/** In the order of NUMBER. How wide row ids of dictionaries are, their number tells. */
function columnsOf(db: Database): readonly NumberColumn[] {
  return [
    { sql: 'source_id', pieces: piecesOfIds(db, 'source') },
    { sql: 'byte_offset', pieces: 3 },
    { sql: 'ord', pieces: 2 },
    { sql: 'line', pieces: 2 },
    { sql: 'line_span', pieces: 2 },
    { sql: 'time_us', pieces: 3 },
    { sql: 'last_span', pieces: 3 },
    { sql: 'repeat_n', pieces: 2 },
    { sql: 'node_ref', pieces: piecesOfIds(db, 'node') },
    { sql: 'signature_ref', pieces: piecesOfIds(db, 'signature') },
    { sql: 'sandbox_ref', pieces: piecesOfIds(db, 'sandbox_key') },
    { sql: 'pod_ref', pieces: piecesOfIds(db, 'pod') },
    { sql: 'attempt', pieces: 2 },
  ]
}

function write(rows: RowList, id: number, numbers: readonly number[]): void {
  const { block, row } = rows.next()
  setReal(block, row, REAL.time, numbers[NUMBER.time] ?? 0)
  setReal(block, row, REAL.lastSpan, numbers[NUMBER.lastSpan] ?? 0)
  setReal(block, row, REAL.byteOffset, numbers[NUMBER.byteOffset] ?? 0)
  setInt(block, row, INT.id, id)
  setInt(block, row, INT.source, numbers[NUMBER.source] ?? 0)
  setInt(block, row, INT.line, numbers[NUMBER.line] ?? 0)
  setInt(block, row, INT.ord, numbers[NUMBER.ord] ?? 0)
  setInt(block, row, INT.repeatN, numbers[NUMBER.repeatN] ?? 0)
  setInt(block, row, INT.node, numbers[NUMBER.node] ?? 0)
  setInt(block, row, INT.signature, numbers[NUMBER.signature] ?? 0)
  setInt(block, row, INT.sandbox, numbers[NUMBER.sandbox] ?? 0)
  setInt(block, row, INT.pod, numbers[NUMBER.pod] ?? 0)
  setInt(block, row, INT.attempt, numbers[NUMBER.attempt] ?? 0)
}
