import { markdownCode } from '../base/escape-markdown.ts'
import { displayWidth, escapeTerminal } from '../base/escape-terminal.ts'
import type { Cell, QueryRow } from '../model/case-file.ts'

export interface QueryResult {
  readonly columns: readonly string[]
  readonly rows: readonly QueryRow[]
}

export type QueryFormat = 'table' | 'md' | 'csv' | 'json' | 'ndjson'

/** The rows of a query as text. */
export function renderQuery(result: QueryResult, format: QueryFormat): string {
  switch (format) {
    case 'table':
      return table(result)
    case 'md':
      return markdown(result)
    case 'csv':
      return [result.columns, ...result.rows.map((row) => cells(result, row))].map(csvLine).join('')
    case 'json':
      return `${JSON.stringify(result.rows, null, 2)}\n`
    case 'ndjson':
      return result.rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  }
}

function cells(result: QueryResult, row: QueryRow): readonly string[] {
  return result.columns.map((column) => cellText(row[column]))
}

function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell)
}

/** Columns of which every value is a number stand to the right. */
function numeric(result: QueryResult): readonly boolean[] {
  return result.columns.map(
    (column) => result.rows.length > 0 && result.rows.every((row) => typeof row[column] === 'number'),
  )
}

function table(result: QueryResult): string {
  if (result.rows.length === 0) return 'no rows\n'
  const right = numeric(result)
  const lines = [
    result.columns.map(escapeTerminal),
    ...result.rows.map((row) => cells(result, row).map(escapeTerminal)),
  ]
  const widths = result.columns.map((_, i) =>
    lines.reduce((widest, line) => Math.max(widest, displayWidth(line[i] ?? '')), 0),
  )
  const pad = (text: string, i: number): string => {
    const space = ' '.repeat((widths[i] ?? 0) - displayWidth(text))
    return right[i] === true ? space + text : text + space
  }
  const printed = lines.map((line) => line.map(pad).join('  ').trimEnd())
  return `${[printed[0], widths.map((width) => '-'.repeat(width)).join('  '), ...printed.slice(1)].join('\n')}\n`
}

function markdown(result: QueryResult): string {
  const right = numeric(result)
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |\n`
  return [
    line(result.columns.map((column) => markdownCode(column, true))),
    line(result.columns.map((_, i) => (right[i] === true ? '---:' : '---'))),
    ...result.rows.map((row) =>
      line(cells(result, row).map((text, i) => (right[i] === true ? text : markdownCode(text, true)))),
    ),
  ].join('')
}

/**
 * A line of CSV (RFC 4180, line ends LF). Cells that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or CR in front, numbers
 * excepted) get a quote mark in front: log text is hostile (OWASP, "CSV injection").
 */
export function csvLine(texts: readonly string[]): string {
  return `${texts.map(csvCell).join(',')}\n`
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
