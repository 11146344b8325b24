import type { CsvColumns } from './csv-columns.ts'
import { csvFields } from './csv-rows.ts'

type Members = Record<string, unknown>

/** A row as the object that a JSON export of the same store has: dotted names are members of members, empty fields absent. */
export function csvObject(row: string, { separator, names }: CsvColumns): Members {
  const object: Members = {}
  for (const [index, value] of csvFields(row, separator).entries()) {
    const name = names[index]
    if (name === undefined || name === '' || value === '') continue
    place(object, name.split('.'), cellValue(value))
  }
  return object
}

function place(object: Members, path: readonly string[], value: unknown): void {
  let at = object
  for (const name of path.slice(0, -1)) {
    const next = at[name]
    const inner = (typeof next === 'object' && next !== null ? next : {}) as Members
    at[name] = inner
    at = inner
  }
  at[path.at(-1) ?? ''] = value
}

// 3/1/2023, 10:09:00.123 AM (Azure portal, PowerShell)   Mar 1, 2023 @ 10:09:00.123 (Kibana)
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(\.\d{1,9})?(?: ?([AP])M)?$/
const KIBANA = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d(?:\.\d{1,9})?)$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Dates as RFC 3339, labels that are an object as one; everything else as it stands. */
function cellValue(value: string): unknown {
  const first = value.charCodeAt(0)
  if (first === 123) return labelsOf(value) ?? value
  if (value.length > 40) return value
  const american = AMERICAN.exec(value)
  if (american !== null) return americanDate(american)
  const [, month = '', day = '', year = '', clock = ''] = KIBANA.exec(value) ?? []
  return clock === '' ? value : `${year}-${two(MONTHS.indexOf(month) + 1)}-${two(Number(day))}T${clock}`
}

function americanDate([, month = '', day = '', year = '', hour = '', ...rest]: RegExpExecArray): string {
  const [minute = '', second = '', fraction = '', half] = rest
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'P' ? 12 : 0)
  return `${year}-${two(Number(month))}-${two(Number(day))}T${two(hours)}:${minute}:${second}${fraction}`
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A short object of texts (labels of a stream); a message that is an object stays a text, which its reader looks into. */
function labelsOf(value: string): unknown {
  if (value.length > 2000 || /"(?:message|MESSAGE|msg|log)"/.test(value)) return undefined
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}
