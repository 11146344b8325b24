import { displayWidth, escapeTerminal, fitWidth } from '../../base/escape-terminal.ts'
import { shorten } from '../../base/visible-text.ts'
import type { CaseFile } from '../../model/case-file.ts'
import { stampText } from '../time-text.ts'
import { count, nodeOf, shortIds } from '../words.ts'
import { type FoldedRow, folded } from './folded.ts'
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
  const { rows, undated, failures, cut } = folded(file, options)
  if (rows.length === 0) {
    yield 'nothing happened to a pod sandbox within what was asked for\n'
    done({ rows: 0, undated: 0 })
    return
  }
  const one = options.pod !== undefined || options.sandbox !== undefined
  const head = one ? [] : lanes(file, options, width)
  if (head.length > 0) yield `${head.join('\n')}\n\n`
  const label = Math.min(
    20,
    Math.max(...rows.map((row) => (row.node === '' ? 1 : displayWidth(escapeTerminal(row.node))))),
  )
  for (const row of rows) yield `${rowText(row, label, width, options.color === true)}\n`
  const rest = cut ? ' in the rows shown, more in the case (--since, --until and --node narrow it)' : ''
  yield `\n${count(failures, 'failure')}${rest}; times UTC\n`
  done({ rows: rows.length, undated })
}

/** Time, node, what, place: the message gives way where the line would be too long, then the place loses its head. */
function rowText(row: FoldedRow, label: number, width: number, color: boolean): string {
  const node = fitWidth(row.node === '' ? '-' : escapeTerminal(nodeOf(row.node)), label)
  const time = row.us === 0 ? 'not known          ' : stampText(row.us)
  const place = row.line > 0 ? escapeTerminal(`${row.source}:${row.line}`) : escapeTerminal(row.source)
  const most = Math.floor(Math.min(width / 3, (width - 25 - label) / 2))
  const shortPlace = displayWidth(place) > most ? `…${place.slice(1 - most)}` : place
  const space = width - 19 - 2 - label - 2 - 2 - displayWidth(shortPlace)
  const head = escapeTerminal([row.what, row.fold, row.subject].filter((part) => part !== '').join(' '))
  const body = row.message === '' ? head : `${head}: ${escapeTerminal(shorten(shortIds(row.message), 400))}`
  const fitted = fitWidth(body, Math.max(10, space))
  const painted = color ? `\u001b[${COLOR[row.kind]}m${fitted}\u001b[0m` : fitted
  return `${time}  ${node}  ${painted}  ${shortPlace}`
}
