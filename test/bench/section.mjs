/**
 * A table of results: `{ id, title, note, columns: [{ key, title, digits }], rows: [{ name, ...numbers }] }`. Rows keep what the columns show.
 * A goal: `{ what, value, limit, digits, unit }`, met where `value` is at most `limit`, or at least with `atLeast: true`; `byCpu` is the same in CPU
 * seconds in place of wall seconds, for machines that do other work.
 */
export function section(id, title, note, columns, rows) {
  const keys = columns.map(({ key }) => key)
  const kept = rows.map((row) =>
    Object.fromEntries(
      ['name', ...keys].filter((key) => row[key] !== undefined).map((key) => [key, rounded(row[key])]),
    ),
  )
  return { id, title, note, columns, rows: kept }
}

const rounded = (value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)

/** The table of a section in Markdown, its columns lined up. */
export function tableText({ columns, rows }) {
  const head = ['', ...columns.map(({ title }) => title)]
  const cells = rows.map((row) => [row.name, ...columns.map(({ key, digits }) => cellText(row[key], digits))])
  return markdownTable(head, cells)
}

/** Does the value keep to its limit? */
export function isMet({ value, limit, atLeast = false }) {
  return atLeast ? value >= limit : value <= limit
}

/** The table of goals in Markdown. */
export function goalsText(goals) {
  const cells = goals.map((goal) => [
    goal.what,
    `${cellText(goal.value, goal.digits)} ${goal.unit}`,
    `${goal.atLeast ? 'at least' : 'at most'} ${cellText(goal.limit, goal.limit % 1 === 0 ? 0 : 2)} ${goal.unit}`,
    isMet(goal) ? 'yes' : 'NO',
    cellText(goal.byCpu, goal.digits),
  ])
  return markdownTable(['goal', 'measured', 'must be', 'reached', 'by CPU'], cells)
}

function cellText(value, digits = 2) {
  if (value === undefined || value === null) return ''
  return typeof value === 'number' ? value.toFixed(digits) : String(value)
}

function markdownTable(head, rows) {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i].length)))
  const line = (cells) =>
    `| ${cells.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
