import type { ExportEntry } from '../../model/export-entry.ts'
import type { ByteSource } from '../byte-stream.ts'
import type { DocumentContext, DocumentReader } from '../document.ts'
import { EntrySieve } from '../entry-sieve.ts'
import { DocumentRecords } from '../json/document-records.ts'
import { recogniseJson } from '../json/recognise.ts'
import { SHAPES } from '../json/shapes.ts'

/**
 * Exports that are one JSON document: arrays and search answers of log stores, Kubernetes Lists of Events, objects one after the other.
 * Streams: stream-json's tokenizer follows the document up to its records, of which one is held at a time. A record goes on as JSON text,
 * in the form that single-line exports have.
 */
export const document: DocumentReader = {
  id: 'json-document',
  title: 'one-document JSON export',
  order: 50,
  accepts: (head) => recogniseJson(head) !== undefined,
  read: (input, context) => read(input, context),
}

async function* read(input: ByteSource, context: DocumentContext): AsyncIterable<readonly ExportEntry[]> {
  const shape = recogniseJson(input.head) ?? SHAPES.at(-1)
  if (!shape) return
  const reader = new DocumentRecords(shape, new EntrySieve(context), context.limits.jsonDepth)
  let failure: unknown
  for await (const chunk of input.bytes) {
    try {
      reader.push(chunk)
    } catch (error) {
      failure = error
    }
    if (reader.entries.length > 0) yield reader.entries
    reader.entries = []
    if (failure !== undefined) break
  }
  context.count('JSON records', reader.records)
  if (failure !== undefined) throw failure
  if (reader.isCut) context.count('JSON records cut at the end')
}
