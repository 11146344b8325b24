import { displayWidth, escapeTerminal, fitWidth } from '../../base/escape-terminal.ts'
import { shorten } from '../../base/visible-text.ts'
import type { CaseFile } from '../../model/case-file.ts'
import { stampText } from '../time-text.ts'
import { count, shortIds } from '../words.ts'
import { folded } from './folded.ts'
import type { FoldedRow } from './folded-row.ts'
import type { TimelineFilter } from './items.ts'
import { lanes } from './lanes.ts'
import type { OnSummary } from './records.ts'

export interface TextOptions extends TimelineFilter {
  /** Columns of the terminal; 100 where not known. */
  readonly width?: number
  readonly color?: boolean
}

// SGR colours of ECMA-48: red, green, default, yellow
const COLOR: Readonly<Record<FoldedRow['kind'], string>> = {
  failed: '31',
  succeeded: '32',
  started: '39',
  change: '33',
}

/** A timeline for the terminal: a lane for each node, then rows of folded failures and changes, each on one line that fits the width and names its place. */
export function* timelineText(file: CaseFile, options: TextOptions, done: OnSummary): Generator<string> {
  const width = Math.max(60, options.width ?? 100)
  const { rows, undated, failures, cut, changesLeft } = folded(file, options)
  if (rows.length === 0) {
    yield 'nothing happened to a pod sandbox within what was asked for\n'
    done({ rows: 0, undated: 0 })
    return
  }
  const one = options.pod !== undefined || options.sandbox !== undefined
  const head = one ? [] : lanes(file, options, width)
  if (head.length > 0) yield `${head.join('\n')}\n\n`
  const layout = layoutOf(rows, width)
  let day = ''
  for (const row of rows) {
    const rowDay = row.us === 0 ? 'time not known' : stampText(row.us).slice(0, 10)
    if (rowDay !== day) yield `${rowDay}\n`
    day = rowDay
    yield `${rowText(row, layout, options.color === true)}\n`
  }
  const rest = cut ? ' in the rows shown, more in the case (--since, --until and --node narrow it)' : ''
  const changes = changesLeft > 0 ? `; ${count(changesLeft, 'more change')} without a row` : ''
  yield `\n${count(failures, 'failure')}${rest}${changes}; times UTC\n`
  done({ rows: rows.length, undated })
}

/** Columns of the parts of a row. */
interface Layout {
  readonly node: number
  readonly body: number
  readonly place: number
}

/** A time takes 8 columns, each of the three gaps 2. The place gets a quarter of the width at most: it loses its head. */
function layoutOf(rows: readonly FoldedRow[], width: number): Layout {
  const widest = (of: (row: FoldedRow) => string): number =>
    rows.reduce((most, row) => Math.max(most, displayWidth(of(row))), 0)
  const node = Math.min(20, widest(nodeText))
  const place = Math.min(Math.max(15, Math.floor(width / 4)), widest(placeText))
  return { node, place, body: Math.max(10, width - 14 - node - place) }
}

function nodeText(row: FoldedRow): string {
  return row.node === '' ? '-' : escapeTerminal(row.node)
}

function placeText(row: FoldedRow): string {
  return escapeTerminal(row.line > 0 ? `${row.source}:${row.line}` : row.source)
}

/** Time, node, what, place. */
function rowText(row: FoldedRow, layout: Layout, color: boolean): string {
  const time = row.us === 0 ? ' '.repeat(8) : stampText(row.us).slice(11)
  const place = placeText(row)
  const tail = displayWidth(place) > layout.place ? `…${place.slice(1 - layout.place)}` : place
  const head = escapeTerminal([row.what, row.fold, row.subject].filter((part) => part !== '').join(' '))
  const body = row.message === '' ? head : `${head}: ${escapeTerminal(shorten(shortIds(row.message), 400))}`
  const fitted = fitWidth(body, layout.body)
  const painted = color ? `\u001b[${COLOR[row.kind]}m${fitted}\u001b[0m` : fitted
  return `${time}  ${fitWidth(nodeText(row), layout.node)}  ${painted}  ${tail}`
}
