import type { ExportEntry } from '../../model/export-entry.ts'
import type { ByteSource } from '../byte-stream.ts'
import type { DocumentContext, DocumentReader } from '../document.ts'
import { EntrySieve } from '../entry-sieve.ts'
import { type CutRecord, RecordCutter } from '../json/cut-records.ts'
import { recogniseJson } from '../json/recognise.ts'
import { isObject, type JsonObject, SHAPES } from '../json/shapes.ts'

const NEWLINE = 10
const MAX_RAW = 1 << 20
/** A slice in which the JSON breaks is lost as a whole: keep it short. */
const MAX_SLICE = 4096

/**
 * Exports that are one JSON document: arrays and search answers of log stores, Kubernetes Lists of Events, objects one after the other.
 * Streams through stream-json's tokenizer and holds one record at a time. The record goes on as JSON text, in the form that
 * single-line exports have.
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
  const cutter = new RecordCutter(shape, context.limits.jsonDepth)
  const sieve = new EntrySieve(context)
  let records = 0
  let failure: unknown
  for await (const slices of bySlices(input.bytes)) {
    const found: CutRecord[] = []
    try {
      for (const slice of slices) found.push(...cutter.push(slice.text, slice.line, slice.byteOffset))
    } catch (error) {
      failure = error
    }
    records += found.length
    const entries = found.flatMap((record) => entriesOf(record, sieve))
    if (entries.length > 0) yield entries
    if (failure !== undefined) break
  }
  context.count('JSON records', records)
  if (failure !== undefined) throw failure
}

interface Slice {
  readonly text: string
  readonly line: number
  /** Where that line begins. */
  readonly byteOffset: number
}

/** Text cut after each newline, so that a record's line is known; a multi-byte character over a chunk border is kept whole. */
async function* bySlices(bytes: AsyncIterable<Uint8Array>): AsyncIterable<readonly Slice[]> {
  const decoder = new TextDecoder()
  let line = 1
  let byteOffset = 0
  let position = 0
  for await (const chunk of bytes) {
    const slices: Slice[] = []
    for (let at = 0; at < chunk.length; ) {
      const newline = chunk.indexOf(NEWLINE, at)
      const end = Math.min(at + MAX_SLICE, newline < 0 ? chunk.length : newline + 1)
      slices.push({ text: decoder.decode(chunk.subarray(at, end), { stream: true }), line, byteOffset })
      if (end === newline + 1) {
        line++
        byteOffset = position + end
      }
      at = end
    }
    position += chunk.length
    yield slices
  }
}

/** None for an object that is no record (a Pod, a Node) or says nothing. */
function entriesOf(record: CutRecord, sieve: EntrySieve): readonly ExportEntry[] {
  if (isResource(record.value)) return []
  const text = JSON.stringify(withText(record.value))
  const entry = sieve.take({
    line: record.line,
    lineEnd: record.lineEnd,
    byteOffset: record.byteOffset,
    raw: text.slice(0, MAX_RAW),
    transport: 'json-document',
    stamp: undefined,
    host: '',
    ident: '',
    pid: '',
    message: text,
  })
  return entry === undefined ? [] : [entry]
}

/** Kubernetes objects other than Events have a spec or status. */
function isResource(value: JsonObject): boolean {
  return isObject(value['metadata']) && (isObject(value['spec']) || isObject(value['status']))
}

/** Byte arrays of `journalctl -o json` (text that is not printable) as text, so that the literals of the sieve are found in it. */
function withText(value: JsonObject): JsonObject {
  const message = value['MESSAGE']
  if (!Array.isArray(message) || !message.every((byte) => typeof byte === 'number')) return value
  return { ...value, MESSAGE: Buffer.from(message).toString('utf8') }
}
