import type { ExportEntry } from '../../model/export-entry.ts'
import type { EntrySieve } from '../entry-sieve.ts'
import { Outline } from './outline.ts'
import { isObject, type JsonObject, type JsonShape } from './shapes.ts'
import { ValueScan } from './value-scan.ts'

const NEWLINE = 10
const OPEN_ARRAY = 0x5b
const OPEN_OBJECT = 0x7b
const MAX_RAW = 1 << 20
/** Text outside of records given to the tokenizer at once. */
const MAX_SLICE = 4096
/** Longest record that is held. */
const MAX_RECORD = 32 << 20
const EMPTY: Buffer = Buffer.alloc(0)

/**
 * Cuts the records out of one JSON document that comes in chunks, finds those that matter by their bytes, and parses only these. Holds
 * one record at a time. `push` throws on JSON that is broken where it was read; what was found before stays in `entries`.
 */
export class DocumentRecords {
  /** Records found; the caller takes them away. */
  entries: ExportEntry[] = []
  /** All objects and arrays that stand where records do. */
  records = 0
  private readonly shape: JsonShape
  private readonly sieve: EntrySieve
  private readonly outline: Outline
  private readonly maxDepth: number
  private readonly decoder = new TextDecoder()
  private scan: ValueScan
  /** The context holds a gate: then every record matters, as its text goes on with it. */
  private contextMatters: boolean | undefined
  /** Bytes that were not used up, and where the first of them stands. */
  private rest = EMPTY
  private position = 0
  private line = 1
  private lineStart = 0
  /** Records that began on this line. */
  private onLine = 0

  constructor(shape: JsonShape, sieve: EntrySieve, maxDepth: number) {
    this.shape = shape
    this.sieve = sieve
    this.maxDepth = maxDepth
    this.outline = new Outline(shape, maxDepth)
    this.scan = new ValueScan(maxDepth)
  }

  /** The document ended within a record. */
  get isCut(): boolean {
    return this.outline.inRecords && this.rest.length > 0
  }

  push(chunk: Uint8Array): void {
    const { rest } = this
    const bytes =
      rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let at = 0
    while (at < bytes.length) {
      const next = this.outline.inRecords ? this.passRecord(bytes, at) : this.passOutline(bytes, at)
      if (next < 0) break
      at = next
    }
    const used = at < bytes.length ? this.scan.found.start : at
    this.rest = Buffer.from(bytes.subarray(used))
    this.position += used
    if (this.rest.length > MAX_RECORD)
      throw new Error(`a record that begins on line ${this.line} is longer than ${MAX_RECORD >> 20} MiB`)
  }

  /** Index behind what the tokenizer took: a line at most, up to the bracket of an array. */
  private passOutline(bytes: Buffer, from: number): number {
    const most = Math.min(bytes.length, from + MAX_SLICE)
    let end = from
    while (end < most && bytes[end] !== NEWLINE && bytes[end] !== OPEN_ARRAY) end++
    end = Math.min(most, end + 1)
    this.outline.push(this.decoder.decode(bytes.subarray(from, end), { stream: true }))
    if (bytes[end - 1] === NEWLINE) this.beginLine(1, this.position + end)
    if (this.outline.inRecords) {
      this.contextMatters = undefined
      this.scan = new ValueScan(Math.max(0, this.maxDepth - this.outline.depth))
    }
    return end
  }

  /** Index behind the next record; -1 = it is not complete. */
  private passRecord(bytes: Buffer, from: number): number {
    const { scan } = this
    const { found } = scan
    const scanned = scan.next(bytes, from, bytes.length)
    this.beginLine(found.feedsBefore, this.position + found.lastFeedBefore + 1)
    found.feedsBefore = 0
    if (scanned === 'more') return -1
    if (scanned === 'value') this.take(bytes)
    else this.outline.leaveRecords()
    return found.end
  }

  private beginLine(feeds: number, start: number): void {
    if (feeds === 0) return
    this.line += feeds
    this.lineStart = start
    this.onLine = 0
  }

  private take(bytes: Buffer): void {
    const { start, end, feedsIn, lastFeedIn, disguised } = this.scan.found
    const { line, lineStart } = this
    const byteOffset = lineStart + this.onLine++
    this.beginLine(feedsIn, this.position + start + lastFeedIn + 1)
    const first = bytes[start]
    if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) {
      parse(bytes, start, end, line)
      return
    }
    this.records++
    const make = (): ExportEntry | undefined =>
      toEntry(
        this.shape.flatten(parse(bytes, start, end, line), this.outline.context),
        line,
        line + feedsIn,
        byteOffset,
      )
    this.contextMatters ??= this.sieve.hasGate(JSON.stringify([...this.outline.context.values()]))
    const entry = this.sieve.takeBytes(bytes, start, end, 0, make, disguised || this.contextMatters)
    if (entry !== undefined) this.entries.push(entry)
  }
}

/** Throws where the bytes are no JSON value, naming the place but nothing of the text. */
function parse(bytes: Buffer, start: number, end: number, line: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end))
  } catch {
    throw new Error(`the JSON is broken in what begins on line ${line}`)
  }
}

/** undefined for an object that is no record (a Pod, a Node). */
function toEntry(
  value: JsonObject | undefined,
  line: number,
  lineEnd: number,
  byteOffset: number,
): ExportEntry | undefined {
  if (value === undefined || isResource(value)) return undefined
  const text = JSON.stringify(withText(value))
  return {
    line,
    lineEnd,
    byteOffset,
    raw: text.slice(0, MAX_RAW),
    transport: 'json-document',
    stamp: undefined,
    host: '',
    ident: '',
    pid: '',
    message: text,
  }
}

/** Kubernetes objects other than Events have a spec or status. */
function isResource(value: JsonObject): boolean {
  return isObject(value['metadata']) && (isObject(value['spec']) || isObject(value['status']))
}

/** Byte arrays of `journalctl -o json` (text that is not printable) as text. */
function withText(value: JsonObject): JsonObject {
  const message = value['MESSAGE']
  if (!Array.isArray(message) || !message.every((byte) => typeof byte === 'number')) return value
  return { ...value, MESSAGE: Buffer.from(message).toString('utf8') }
}
