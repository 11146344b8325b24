import { type KeyTime, NOT_COMPUTED } from '../key-time-names.ts'
import { type KeyTimeRow, keyTimeRows } from './key-time-table.ts'
import { type ResponseTime, responseTimes, SPANS, type TimeProblem, timeProblems } from './response-times.ts'
import { countTodos } from './todos.ts'

/** What `report --check` finds in a written report. */
export interface ReportCheck {
  /** Prompts that nobody has answered. */
  readonly open: number
  /** Computed from "Key times"; [] where the report has no such table (an HTML page, a template without it). */
  readonly times: readonly ResponseTime[]
  readonly problems: readonly TimeProblem[]
  /** Computed cells that somebody has written by hand and that stay as they are. */
  readonly kept: readonly TimeProblem[]
  /** The report with its computed cells filled in and nothing else touched; the same text where there is nothing to fill. */
  readonly filled: string
}

/** Reads a Markdown or HTML report that people may have filled in. Pure; the result depends on the text alone. */
export function checkReport(report: string): ReportCheck {
  const rows = keyTimeRows(report)
  const byName = new Map<KeyTime, KeyTimeRow>(rows.toReversed().map((row) => [row.name, row]))
  const times = rows.length === 0 ? [] : responseTimes(byName)
  const problems = timeProblems(rows)
  const own = rows.filter((row) => SPANS.has(row.name) && !isComputed(row))
  return {
    open: countTodos(report),
    times,
    problems,
    kept: own.map((row) => ({ line: row.line, says: `"${row.cell}" was written by hand and stays` })),
    filled: problems.length > 0 ? report : fill(report, rows, times),
  }
}

// 12 min   at least 1 h 26 min   3 min 2 s before the first failure   under 1 s
const SPAN = /^(?:at least )?(?:under 1 s|\d+ (?:d|h|min|s)(?: \d+ (?:h|min|s))?)(?: before the first failure)?$/

/** The cell holds what this program writes there. */
function isComputed(row: KeyTimeRow): boolean {
  return row.open || row.cell === NOT_COMPUTED || SPAN.test(row.cell)
}

/** Replaces cells from the last one on, so that earlier places stay right; a padded table keeps its columns where the text fits. */
function fill(report: string, rows: readonly KeyTimeRow[], times: readonly ResponseTime[]): string {
  let text = report
  for (const row of rows.toReversed()) {
    const time = times.find((one) => one.name === row.name)
    if (time === undefined || !isComputed(row) || row.cell === time.cell) continue
    const after = text.slice(row.to)
    const room = /^ */.exec(after)?.[0].length ?? 0
    const cell = room > 1 ? time.cell.padEnd(row.to - row.from + room - 1) : time.cell
    text = `${text.slice(0, row.from)}${cell}${room > 1 ? after.slice(room - 1) : after}`
  }
  return text
}
