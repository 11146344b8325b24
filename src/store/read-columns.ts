import type { Database } from './sqlite.ts'

/** Row ids that are read at once. */
const IDS = 4096

/** One array of numbers for each column, as long as there are rows. */
export type Columns = readonly (readonly number[])[]

/** Number of a column in a row; 0 for those that are not there. */
export function numberIn(columns: Columns, column: number, row: number): number {
  return columns[column]?.[row] ?? 0
}

/**
 * Columns of integers of a table, some thousand rows at a time; rows are in no promised order, the same in all columns. Measured: 12
 * columns of a row take 0.64 us as JSON arrays and 1.26 us as an array for each row.
 */
export function* readColumns(
  db: Database,
  table: string,
  columns: readonly string[],
): Generator<Columns, void, undefined> {
  const { first, last } = db.prepare(`SELECT min(rowid) AS first, max(rowid) AS last FROM ${table}`).get() as {
    first: number | null
    last: number | null
  }
  if (first === null || last === null) return
  const arrays = columns.map((column) => `json_group_array(${column})`).join(', ')
  const read = db.prepare(`SELECT ${arrays} FROM ${table} WHERE rowid BETWEEN ? AND ?`).raw()
  for (let from = first; from <= last; from += IDS) {
    const texts = read.get(from, from + IDS - 1) as readonly string[]
    yield texts.map((text) => JSON.parse(text) as number[])
  }
}
