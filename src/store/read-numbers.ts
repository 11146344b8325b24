import type { Database } from './sqlite.ts'

/** Row ids that are read at once. */
const IDS = 1024

/** A value is handed over in pieces of so many bits, each as one character: SQLite writes those as bytes faster than any other form of numbers. */
const PIECE_BITS = 20
const PIECE = 2 ** PIECE_BITS

/** An integer of each row: an SQL expression over the columns of the table, and the pieces that hold its values, its sign included. */
export interface NumberColumn {
  readonly sql: string
  /** 1 = from 0 to below 2^20; 2 = below 2^39 on either side of 0; 3 = any whole number that is exact as a double. */
  readonly pieces: 1 | 2 | 3
}

/** Some rows of a table; the arrays hold other rows when the next are asked for. */
export interface NumberRows {
  readonly rows: number
  /** An array for each column. */
  readonly columns: readonly Float64Array[]
}

/** Number of a column in a row; 0 for those that are not there. */
export function numberAt(columns: readonly Float64Array[], column: number, row: number): number {
  return columns[column]?.[row] ?? 0
}

/** How many pieces the row ids of a table take. */
export function piecesOfIds(db: Database, table: string): 1 | 2 {
  const most = db.prepare(`SELECT max(id) FROM ${table}`).pluck().get() as number | null
  return (most ?? 0) < PIECE ? 1 : 2
}

/**
 * Integers of a table, some thousand rows at a time in order of row id. Measured: 13 columns of a row take 0.46 us, 0.77 us as JSON arrays
 * and 1.3 us as an array for each row.
 */
export function* readNumbers(
  db: Database,
  table: string,
  columns: readonly NumberColumn[],
): Generator<NumberRows, void, undefined> {
  const { first, last } = db.prepare(`SELECT min(rowid) AS first, max(rowid) AS last FROM ${table}`).get() as {
    first: number | null
    last: number | null
  }
  if (first === null || last === null) return
  const pieces = columns.flatMap(piecesOf).join(', ')
  const read = db
    .prepare(`SELECT CAST(group_concat(char(${pieces}), '') AS BLOB) FROM ${table} WHERE rowid BETWEEN ? AND ?`)
    .pluck()
  const into = columns.map(() => new Float64Array(IDS))
  for (let from = first; from <= last; from += IDS) {
    const bytes = read.get(from, from + IDS - 1) as Uint8Array | null
    if (bytes !== null) yield { rows: decode(bytes, columns, into), columns: into }
  }
}

function piecesOf({ sql, pieces }: NumberColumn): string[] {
  if (pieces === 1) return [sql]
  return Array.from({ length: pieces }, (_, at) =>
    at === 0 ? `${sql} & ${PIECE - 1}` : `${sql} >> ${at * PIECE_BITS} & ${PIECE - 1}`,
  )
}

/** How many rows there were. */
function decode(bytes: Uint8Array, columns: readonly NumberColumn[], into: readonly Float64Array[]): number {
  const pieces = columns.map((column) => column.pieces)
  const place = { at: 0 }
  let row = 0
  for (; place.at < bytes.length; row += 1) {
    for (let column = 0; column < pieces.length; column += 1) {
      const values = into[column]
      const count = pieces[column] ?? 1
      let value = piece(bytes, place)
      if (count === 2) value += signed(piece(bytes, place)) * PIECE
      else if (count === 3) value += piece(bytes, place) * PIECE + signed(piece(bytes, place)) * PIECE * PIECE
      if (values !== undefined) values[row] = value
    }
  }
  return row
}

const signed = (top: number): number => (top < PIECE / 2 ? top : top - PIECE)

/** One character of UTF-8, of one to four bytes. */
function piece(bytes: Uint8Array, place: { at: number }): number {
  const { at } = place
  const head = bytes[at] ?? 0
  if (head < 0x80) {
    place.at = at + 1
    return head
  }
  const second = (bytes[at + 1] ?? 0) & 63
  if (head < 0xe0) {
    place.at = at + 2
    return ((head & 31) << 6) | second
  }
  const third = (bytes[at + 2] ?? 0) & 63
  if (head < 0xf0) {
    place.at = at + 3
    return ((head & 15) << 12) | (second << 6) | third
  }
  place.at = at + 4
  return ((head & 7) << 18) | (second << 12) | (third << 6) | ((bytes[at + 3] ?? 0) & 63)
}
