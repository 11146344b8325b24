import type { CaseFile } from '../../model/case-file.ts'
import { foldText } from '../happenings.ts'
import { type Retry, readRetries } from '../scope.ts'
import { causeWords, grouped, podOf, shortId } from '../words.ts'
import { changeRows } from './change-rows.ts'
import { tellingFacts } from './changes.ts'
import type { FoldedRow } from './folded-row.ts'
import { factsFor, items, spanOf, type TimelineFilter } from './items.ts'

export interface Folded {
  readonly rows: readonly FoldedRow[]
  /** Failures that the rows stand for. */
  readonly failures: number
  /** More failures exist than the rows stand for. */
  readonly cut: boolean
  /** Changes that have no row. */
  readonly changesLeft: number
  readonly undated: number
}

/** Rows of folded failures at most: the most repeated ones. */
const MAX_ROWS = 500

/** Records of one pod or sandbox that are shown at most. */
const MAX_RECORDS = 2000

/** The timeline of the case, or in full detail that of one pod or sandbox. Throws SANDBOX_NOT_FOUND, SANDBOX_AMBIGUOUS. */
export function folded(file: CaseFile, filter: TimelineFilter): Folded {
  const one = filter.pod !== undefined || filter.sandbox !== undefined
  const { rows, failures, cut } = one ? recordRows(file, filter) : failureRows(file, filter)
  const firstUs = rows.reduce((us, row) => (row.us > 0 && (us === 0 || row.us < us) ? row.us : us), 0)
  const changes = changeRows(tellingFacts(factsFor(file, filter)), firstUs)
  const all = [...rows, ...changes.rows].sort(
    (a, b) =>
      (a.us === 0 ? 1 : 0) - (b.us === 0 ? 1 : 0) ||
      a.us - b.us ||
      order(a.node, b.node) ||
      order(a.source, b.source) ||
      a.line - b.line,
  )
  return { rows: all, failures, cut, changesLeft: changes.left, undated: all.filter((row) => row.us === 0).length }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function failureRows(file: CaseFile, filter: TimelineFilter): Omit<Folded, 'undated' | 'changesLeft'> {
  const { sinceUs, untilUs } = spanOf(filter)
  const retries = readRetries(
    file,
    file.query('incident-retries', { node: filter.node ?? '', since: sinceUs, until: untilUs, limit: MAX_ROWS }),
  )
  const failures = retries.reduce((sum, retry) => sum + retry.failures, 0)
  return { rows: retries.map(failureRow), failures, cut: retries.length === MAX_ROWS }
}

function failureRow(retry: Retry): FoldedRow {
  const several = retry.sandboxId === '' && retry.sandboxes > 1 ? ` (${grouped(retry.sandboxes)} pod sandboxes)` : ''
  const subject = [podOf(retry), shortId(retry.sandboxId)].filter((part) => part !== '').join(' ')
  return {
    us: retry.fromUs,
    node: retry.node,
    kind: 'failed',
    what: `${retry.operation} failed`,
    subject: subject + several,
    fold: foldText(retry),
    message: retry.message === '' ? causeWords(retry.cause) : retry.message,
    source: retry.source,
    line: retry.line,
  }
}

function recordRows(file: CaseFile, filter: TimelineFilter): Omit<Folded, 'undated' | 'changesLeft'> {
  const rows: FoldedRow[] = []
  const failures = new Set<number>()
  for (const item of items(file, filter)) {
    if (item.type === 'fact') continue
    const { event } = item
    if (event.failure_id > 0) failures.add(event.failure_id)
    rows.push({
      us: event.time_us,
      node: event.node,
      kind: event.outcome === 'failed' ? 'failed' : event.outcome === 'succeeded' ? 'succeeded' : 'started',
      what: `${event.component} ${event.operation} ${event.outcome}`,
      subject: [podOf(event), shortId(event.sandbox_id)].filter((part) => part !== '').join(' '),
      fold: foldText({ failures: event.repeat_n, fromUs: event.time_us, untilUs: event.last_us }),
      message: event.message,
      source: event.source,
      line: event.line,
    })
    if (rows.length === MAX_RECORDS) break
  }
  return { rows, failures: failures.size, cut: rows.length === MAX_RECORDS }
}
