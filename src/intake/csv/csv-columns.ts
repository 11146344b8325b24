import { csvFields } from './csv-rows.ts'

/** The header of an export: separator and the name of each column as JSON exports spell it. */
export interface CsvColumns {
  readonly separator: string
  readonly names: readonly string[]
}

/** Longest header line. */
const MAX_HEADER = 8192

/** Columns that hold what the program wrote. */
const MESSAGES = new Set([
  'message',
  '@message',
  'Message',
  'MESSAGE',
  'LogMessage',
  'SyslogMessage',
  'textPayload',
  'jsonPayload.MESSAGE',
  'jsonPayload.message',
  '_source.message',
  '_raw',
  'log',
  'line',
])
const TIMES = new Set([
  'timestamp',
  '@timestamp',
  '_source.@timestamp',
  'time',
  '_time',
  'date',
  'ts',
  'TimeGenerated',
  'TimeCreated',
  'eventTime',
])

/** Names of tables in a browser (Grafana, Datadog), by the name that JSON exports of the same kind have. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['Timestamp', 'timestamp'],
  ['Time', 'time'],
  ['Date', 'date'],
  ['Line', 'line'],
  ['Content', 'message'],
  ['Host', 'host'],
  ['Hostname', 'hostname'],
  ['Service', 'service'],
])

/** Whether a line has the text of one of the names: most first lines have not, and need not be cut into columns. */
const HAS_MESSAGE = anyOf(MESSAGES)
const HAS_TIME = anyOf(TIMES)

function anyOf(names: ReadonlySet<string>): RegExp {
  const spelled = [...SPELLINGS].flatMap(([spelling, name]) => (names.has(name) ? [spelling] : []))
  return new RegExp([...names, ...spelled].map((name) => name.replaceAll('.', '\\.')).join('|'))
}

const SEPARATORS = [',', ';', '\t']

/** Reads the first line of a file; undefined where it is no header of a log export (a message and a time among its columns). */
export function readColumns(head: Uint8Array): CsvColumns | undefined {
  const end = head.indexOf(10)
  if (end < 0 || end > MAX_HEADER) return undefined
  const line = Buffer.from(head.buffer, head.byteOffset, end)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimEnd()
  // #TYPE Selected.System.. : the first line of PowerShell's Export-Csv is left alone by collectors that name no type
  if (!/^"?[#@_A-Za-z][^{}=]{1,8000}$/.test(line)) return undefined
  if (!HAS_MESSAGE.test(line) || !HAS_TIME.test(line)) return undefined
  for (const separator of SEPARATORS) {
    const names = csvFields(line, separator).map(nameOf)
    if (names.some((name) => MESSAGES.has(name)) && names.some((name) => TIMES.has(name))) return { separator, names }
  }
  return undefined
}

// TimeGenerated [UTC]   (Azure portal)
const nameOf = (column: string): string => {
  const name = column.replace(/ \[[^\]]{1,40}\]$/, '').trim()
  return SPELLINGS.get(name) ?? name
}
