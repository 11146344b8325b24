import { DAMAGED, DataObjects } from './data-objects.ts'
import { hex, type JournalHeader, u64At } from './header.ts'
import type { RandomAccess } from './random-access.ts'

/** What could not be read, counted. */
export interface JournalDamage {
  /** Items of entries that point nowhere, at a non-DATA object, or at a value that cannot be decompressed. */
  items: number
  /** Bytes skipped while looking for the next plausible object. */
  skippedBytes: number
}

const ENTRY = 3
const OBJECT_HEADER = 16
/** Place of an entry's items in its object. */
const ITEMS_AT = 64
const MAX_OBJECT_TYPE = 7
const ZEROS = Buffer.alloc(65_536)

const alignment = (size: number): number => (8 - (size % 8)) % 8

/**
 * Walks the objects of a journal file in the order in which they were written, and stands at its entries one after the other. A linear scan
 * (systemd docs/JOURNAL_FILE_FORMAT.md) needs no hash table or entry array, so files that were not closed or are damaged give all that stands;
 * `damage` counts the rest. Never throws on content. Of an entry only the wanted fields are seen, which are named by their index.
 */
export class EntryWalk {
  /** Byte offset of the ENTRY object. */
  offset = 0
  seqnum = 0
  /** Microseconds. */
  realtimeUs = 0
  monotonicUs = 0
  private readonly file: RandomAccess
  private readonly damage: JournalDamage
  private readonly data: DataObjects
  private readonly itemSize: number
  private position: number
  private checkedEmpty = false
  private type = 0
  private readonly items: number[] = []
  private itemCount = 0
  /** Offsets of the entry's values, by field; 0 = it has none. */
  private readonly values: number[]

  constructor(file: RandomAccess, header: JournalHeader, wanted: readonly string[], damage: JournalDamage) {
    this.file = file
    this.damage = damage
    this.data = new DataObjects(file, header.compact, wanted)
    this.itemSize = header.compact ? 4 : 16
    this.position = header.headerSize + alignment(header.headerSize)
    this.values = wanted.map(() => 0)
  }

  /** Goes to the next entry; false at the end. A promise where a value has to be decompressed first that takes its time. */
  next(): boolean | Promise<boolean> {
    const { file, damage } = this
    while (this.position + OBJECT_HEADER <= file.size) {
      const at = this.position
      const size = this.objectAt(at)
      if (size === 0) {
        if (!this.checkedEmpty && this.restIsEmpty(at)) return false
        this.checkedEmpty = true
        this.position += 8
        damage.skippedBytes += 8
        continue
      }
      this.checkedEmpty = false
      this.position += size + alignment(size)
      if (this.type === ENTRY && size >= ITEMS_AT) {
        this.readEntry(at, size)
        return this.findFields(0)
      }
    }
    return false
  }

  /** The entry's value of a wanted field, as it stands; of a repeated one the first. */
  value(field: number): Uint8Array | undefined {
    const offset = this.values[field] ?? 0
    return offset === 0 ? undefined : this.data.value(offset, field)
  }

  /** Where that value stands in the file: entries share what they have in common. 0 = it has none. */
  offsetOf(field: number): number {
    return this.values[field] ?? 0
  }

  /** 32 hex digits */
  bootId(): string {
    return hex(this.file.read(this.offset + 40, 16))
  }

  /** Size of the object whose header could be a real one, `type` beside it; else 0. */
  private objectAt(offset: number): number {
    const { file } = this
    if (!file.locate(offset, OBJECT_HEADER)) return 0
    const { bytes, at } = file
    const type = bytes[at] ?? 0
    const flags = bytes[at + 1] ?? 0
    const isReserved = bytes.readUInt32LE(at) !== type + flags * 256 || bytes.readUInt32LE(at + 4) !== 0
    const size = u64At(bytes, at + 8)
    if (type < 1 || type > MAX_OBJECT_TYPE || isReserved || size < OBJECT_HEADER || offset + size > file.size) return 0
    this.type = type
    return size
  }

  /** How far objects reach: a zero header with only zeros behind it is the preallocated tail. */
  private restIsEmpty(offset: number): boolean {
    for (let at = offset; at < this.file.size; at += ZEROS.length) {
      const part = this.file.read(at, ZEROS.length)
      if (!part.equals(ZEROS.subarray(0, part.length))) return false
    }
    return true
  }

  private readEntry(offset: number, size: number): void {
    const { file, itemSize, items } = this
    this.itemCount = 0
    if (!file.locate(offset, size)) return
    const { bytes, at } = file
    this.offset = offset
    this.seqnum = u64At(bytes, at + 16)
    this.realtimeUs = u64At(bytes, at + 24)
    this.monotonicUs = u64At(bytes, at + 32)
    for (let item = at + ITEMS_AT; item + itemSize <= at + size; item += itemSize)
      items[this.itemCount++] = itemSize === 4 ? bytes.readUInt32LE(item) : u64At(bytes, item)
    this.values.fill(0)
    this.data.beginEntry()
  }

  private findFields(from: number): true | Promise<true> {
    for (let i = from; i < this.itemCount; i++) {
      const offset = this.items[i] ?? 0
      if (offset === 0) continue
      const kind = this.data.kindOf(offset)
      if (kind instanceof Promise) {
        return kind.then((known) => {
          this.put(offset, known)
          return this.findFields(i + 1)
        })
      }
      this.put(offset, kind)
    }
    return true
  }

  private put(offset: number, kind: number): void {
    if (kind === DAMAGED) this.damage.items++
    else if (kind >= 0 && this.values[kind] === 0) this.values[kind] = offset
  }
}
