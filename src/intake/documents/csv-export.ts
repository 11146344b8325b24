import type { ExportEntry } from '../../model/export-entry.ts'
import type { ByteSource } from '../byte-stream.ts'
import { type CsvColumns, readColumns } from '../csv/csv-columns.ts'
import { csvObject } from '../csv/csv-object.ts'
import { type CsvRow, CsvRows } from '../csv/csv-rows.ts'
import type { DocumentContext, DocumentReader } from '../document.ts'
import { EntrySieve } from '../entry-sieve.ts'

/** Longest row. */
const MAX_ROW = 4 << 20

/**
 * A log store's answer as CSV (CloudWatch Logs Insights, Azure Monitor, Cloud Logging, Kibana, Splunk, Datadog, Grafana): a header with a
 * message and a time among its columns. A row goes on as the JSON object that the same store exports.
 */
export const document: DocumentReader = {
  id: 'csv-export',
  title: 'CSV export of a log store',
  order: 70,
  accepts: (head) => readColumns(head) !== undefined,
  read: (input, context) => read(input, context),
}

async function* read(input: ByteSource, context: DocumentContext): AsyncIterable<readonly ExportEntry[]> {
  const columns = readColumns(input.head)
  if (columns === undefined) return
  const sieve = new EntrySieve(context)
  const rows = new CsvRows(MAX_ROW)
  let header = true
  for await (const chunk of input.bytes) {
    const found = rows.push(chunk)
    yield entriesOf(header ? found.slice(1) : found, columns, sieve)
    if (found.length > 0) header = false
  }
  yield entriesOf(rows.finish(), columns, sieve)
}

function entriesOf(rows: readonly CsvRow[], columns: CsvColumns, sieve: EntrySieve): readonly ExportEntry[] {
  const entries: ExportEntry[] = []
  for (const { text, line, lineEnd, byteOffset } of rows) {
    if (text === '') continue
    const place = { line, lineEnd, byteOffset, raw: text, message: text }
    const entry = sieve.take({ ...place, transport: 'json-document', stamp: undefined, host: '', ident: '', pid: '' })
    if (entry !== undefined) entries.push({ ...entry, message: JSON.stringify(csvObject(text, columns)) })
  }
  return entries
}
