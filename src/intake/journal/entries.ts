import { decompressValue, isCompressed } from './decompress.ts'
import { hex, type JournalHeader, u64, viewOf } from './header.ts'
import type { RandomAccess } from './random-access.ts'

/** One journal entry with the fields that were asked for. Times are microseconds. */
export interface JournalEntry {
  /** Byte offset of the ENTRY object. */
  readonly offset: number
  readonly seqnum: number
  readonly realtimeUs: number
  readonly monotonicUs: number
  /** 32 hex digits */
  readonly bootId: string
  /** Field values as they stand; a repeated field keeps its first value. */
  readonly fields: ReadonlyMap<string, Uint8Array>
}

/** What could not be read, counted. */
export interface JournalDamage {
  /** Items of entries that point nowhere, at a non-DATA object, or at a value that cannot be decompressed. */
  items: number
  /** Bytes skipped while looking for the next plausible object. */
  skippedBytes: number
}

const DATA = 1
const ENTRY = 3
const OBJECT_HEADER = 16
const MAX_OBJECT_TYPE = 7
const MAX_CACHED = 65536
const MAX_NAME = 64

interface Value {
  readonly name: string
  readonly value: Uint8Array
}

/** Values that nearly every entry has anew: not worth a place in the cache. */
const UNSHARED = new Set([
  'MESSAGE',
  '_SOURCE_REALTIME_TIMESTAMP',
  '_SOURCE_MONOTONIC_TIMESTAMP',
  'SYSLOG_TIMESTAMP',
  'SYSLOG_RAW',
])

/** Reads DATA objects by offset; shared ones (unit, host, boot) come from a bounded cache. */
class DataReader {
  private readonly cache = new Map<number, Value | undefined>()
  private readonly file: RandomAccess
  private readonly wanted: ReadonlySet<string>
  private readonly payloadAt: number

  constructor(file: RandomAccess, compact: boolean, wanted: ReadonlySet<string>) {
    this.file = file
    this.wanted = wanted
    // journal-def.h: DataObject payload after 64 bytes, 72 in compact mode
    this.payloadAt = compact ? 72 : 64
  }

  /** The value, undefined where the field is not wanted, or 'damaged'. */
  at(offset: number): Value | undefined | 'damaged' | Promise<Value | undefined | 'damaged'> {
    if (this.cache.has(offset)) return this.cache.get(offset)
    const head = this.file.read(offset, OBJECT_HEADER)
    if (head.length < OBJECT_HEADER || head[0] !== DATA) return 'damaged'
    const flags = head[1] ?? 0
    const size = u64(viewOf(head), 8)
    if (size < this.payloadAt || offset + size > this.file.size) return 'damaged'
    const payload = this.file.read(offset + this.payloadAt, size - this.payloadAt)
    if (!isCompressed(flags)) return this.split(offset, payload)
    const opened = decompressValue(payload, flags)
    return opened instanceof Promise ? opened.then((bytes) => this.opened(offset, bytes)) : this.opened(offset, opened)
  }

  private opened(offset: number, bytes: Uint8Array | undefined): Value | undefined | 'damaged' {
    return bytes === undefined ? 'damaged' : this.split(offset, bytes)
  }

  private split(offset: number, payload: Uint8Array): Value | undefined {
    const equals = payload.subarray(0, MAX_NAME + 1).indexOf(0x3d)
    const name = equals > 0 ? Buffer.from(payload.buffer, payload.byteOffset, equals).toString('latin1') : ''
    const value = this.wanted.has(name)
      ? { name, value: Uint8Array.prototype.slice.call(payload, equals + 1) }
      : undefined
    if (!UNSHARED.has(name)) this.remember(offset, value)
    return value
  }

  private remember(offset: number, value: Value | undefined): void {
    if (this.cache.size >= MAX_CACHED) this.cache.clear()
    this.cache.set(offset, value)
  }
}

/** Is there an object header at `offset` that could be real? Returns its type and size, or undefined. */
function objectAt(file: RandomAccess, offset: number): { type: number; size: number } | undefined {
  const head = file.read(offset, OBJECT_HEADER)
  if (head.length < OBJECT_HEADER) return undefined
  const type = head[0] ?? 0
  const size = u64(viewOf(head), 8)
  const reserved = head[2] === 0 && head[3] === 0 && head[4] === 0 && head[5] === 0 && head[6] === 0 && head[7] === 0
  if (type < 1 || type > MAX_OBJECT_TYPE || !reserved || size < OBJECT_HEADER || offset + size > file.size)
    return undefined
  return { type, size }
}

/** How far objects reach: a zero header with only zeros behind it is the preallocated tail. */
function restIsEmpty(file: RandomAccess, offset: number): boolean {
  for (let at = offset; at < file.size; at += 65536) {
    const part = file.read(at, 65536)
    for (const byte of part) if (byte !== 0) return false
  }
  return true
}

/**
 * Walks the objects of a journal file in the order in which they were written and yields its entries with the wanted fields.
 * Linear scan (systemd docs/JOURNAL_FILE_FORMAT.md): needs no hash table or entry array, so files that were not closed or are
 * damaged yield all that stands; `damage` counts the rest. Never throws on content.
 */
export async function* journalEntries(
  file: RandomAccess,
  header: JournalHeader,
  wanted: ReadonlySet<string>,
  damage: JournalDamage,
): AsyncGenerator<JournalEntry> {
  const data = new DataReader(file, header.compact, wanted)
  const itemSize = header.compact ? 4 : 16
  let offset = header.headerSize + ((8 - (header.headerSize % 8)) % 8)
  let checkedEmpty = false
  while (offset + OBJECT_HEADER <= file.size) {
    const object = objectAt(file, offset)
    if (!object) {
      if (!checkedEmpty && restIsEmpty(file, offset)) return
      checkedEmpty = true
      offset += 8
      damage.skippedBytes += 8
      continue
    }
    checkedEmpty = false
    if (object.type === ENTRY && object.size >= 64) {
      const entry = readEntry(file.read(offset, object.size), offset, itemSize, data, damage)
      yield entry instanceof Promise ? await entry : entry
    }
    offset += object.size + ((8 - (object.size % 8)) % 8)
  }
}

function readEntry(
  bytes: Uint8Array,
  offset: number,
  itemSize: number,
  data: DataReader,
  damage: JournalDamage,
): JournalEntry | Promise<JournalEntry> {
  const view = viewOf(bytes)
  const entry = {
    offset,
    seqnum: u64(view, 16),
    realtimeUs: u64(view, 24),
    monotonicUs: u64(view, 32),
    bootId: hex(bytes.subarray(40, 56)),
    fields: new Map<string, Uint8Array>(),
  }
  const offsets: number[] = []
  for (let at = 64; at + itemSize <= bytes.length; at += itemSize) {
    offsets.push(itemSize === 4 ? view.getUint32(at, true) : u64(view, at))
  }
  const pending: Promise<void>[] = []
  const put = (value: Value | undefined | 'damaged'): void => {
    if (value === 'damaged') damage.items++
    else if (value && !entry.fields.has(value.name)) entry.fields.set(value.name, value.value)
  }
  for (const target of offsets) {
    if (target === 0) continue
    const value = data.at(target)
    if (value instanceof Promise) pending.push(value.then(put))
    else put(value)
  }
  return pending.length > 0 ? Promise.all(pending).then(() => entry) : entry
}
