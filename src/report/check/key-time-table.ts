import { parseIsoTime } from '../../base/time.ts'
import { BEGAN_BEFORE, KEY_TIMES, KEY_TIMES_HEADING, type KeyTime } from '../key-time-names.ts'
import { linesOutsideFences } from './fences.ts'

/** A row of the table "Key times" of a written report. */
export interface KeyTimeRow {
  readonly name: KeyTime
  /** Number of its line, from 1. */
  readonly line: number
  /** Where the text of its first cell stands in the report, without the spaces around it. */
  readonly from: number
  readonly to: number
  readonly cell: string
  /** Microseconds since the epoch; undefined where the cell has no time. */
  readonly us: number | undefined
  /** The cell holds something else than a time, an open prompt, or a word for "there is none". */
  readonly unreadable: boolean
  /** Nobody has filled the cell yet. */
  readonly open: boolean
  /** The row says that what it names began before the logs do. */
  readonly began: boolean
}

// longer names first: "first failure" begins no other name, but must not be taken for one
const NAMES = (Object.entries(KEY_TIMES) as readonly (readonly [KeyTime, string])[]).toSorted(
  (a, b) => b[1].length - a[1].length,
)

/** Rows of "Key times" with a known name, in order of lines; [] where the report has no such table. */
export function keyTimeRows(report: string): readonly KeyTimeRow[] {
  const rows: KeyTimeRow[] = []
  let inside = false
  for (const { text, number, offset } of linesOutsideFences(report)) {
    // ## Key times
    const title = /^#{1,6} +(.*?)[ #\r]*$/.exec(text)?.[1]
    if (title !== undefined) inside = title.trim() === KEY_TIMES_HEADING
    else if (inside) {
      const row = readRow(text, number, offset)
      if (row !== undefined) rows.push(row)
    }
  }
  return rows
}

function readRow(text: string, line: number, offset: number): KeyTimeRow | undefined {
  const cells = cellsOf(text)
  const [first, second] = cells
  if (first === undefined || second === undefined) return undefined
  const what = plain(second.text).toLowerCase()
  const name = NAMES.find(([, words]) => what.startsWith(words))?.[0]
  if (name === undefined) return undefined
  const cell = plain(first.text)
  const us = timeOf(cell)
  const open = cell === '' || cell === 'TODO'
  return {
    name,
    line,
    from: offset + first.from,
    to: offset + first.to,
    cell,
    us,
    open,
    unreadable: us === undefined && !open && !NONE.test(cell),
    began: what.includes(BEGAN_BEFORE),
  }
}

interface TableCell {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Cells of a row of a GFM table with their place in the line; [] where the line is none. */
function cellsOf(line: string): readonly TableCell[] {
  const start = line.indexOf('|')
  if (start < 0 || line.slice(0, start).trim() !== '') return []
  const cells: TableCell[] = []
  let from = start + 1
  for (let i = from; i < line.length; i++) {
    if (line[i] === '\\') i++
    else if (line[i] === '|') {
      cells.push(trimmed(line, from, i))
      from = i + 1
    }
  }
  return cells
}

function trimmed(line: string, from: number, to: number): TableCell {
  const raw = line.slice(from, to)
  const text = raw.trim()
  // an empty cell begins after its first space
  const lead = text === '' ? Math.min(1, raw.length) : raw.length - raw.trimStart().length
  return { text, from: from + lead, to: from + lead + text.length }
}

/** The text of a cell without marks of emphasis and code, and without escapes. */
function plain(cell: string): string {
  return cell.replaceAll(/\\(.)/g, '$1').replaceAll(/[*`_]/g, '').trim()
}

// not known   unknown   none   never   n/a   -   not seen   no alert
const NONE = /^(?:not known|unknown|none|never|n\/a|-+|–|—|\?|not seen|no [a-z ]{1,40})$/i

// 2022-03-29 09:14 UTC   2022-03-29T09:14:50Z   2022-03-29 09:14 +02:00   2022-03-29 09:14 (ticket 4711)
const WRITTEN = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]{0,13}) ?(Z|UTC|[+-]\d\d:?\d\d)?(?: \([^)]*\))?$/

/** Microseconds of a time as people write it: ISO-8601, or date and time; without a zone it is UTC, as the head of the table says. */
function timeOf(cell: string): number | undefined {
  const [, time, zone = 'Z'] = WRITTEN.exec(cell) ?? []
  return time === undefined ? undefined : parseIsoTime(`${time}${zone === 'UTC' ? 'Z' : zone}`)
}
