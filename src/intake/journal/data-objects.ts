import { decompressValue, isCompressed } from './decompress.ts'
import { u64At } from './header.ts'
import type { RandomAccess } from './random-access.ts'

/** What a DATA object is, beside the index of a wanted field. */
export const OTHER = -1
export const DAMAGED = -2

const DATA = 1
const OBJECT_HEADER = 16
/** From so many held values on they are dropped before the next entry. */
const MAX_HELD = 1024
/** Kinds are remembered by regions of the file, one byte for each eight. */
const REGION = 1 << 20
const MAX_REGIONS = 128

interface Opened {
  readonly kind: number
  readonly payload: Uint8Array
}

/**
 * DATA objects by their offset: which field each has, remembered for the whole file or 128 MiB of it, because entries share most of them; and the
 * values of those that are wanted.
 */
export class DataObjects {
  private readonly file: RandomAccess
  /** `MESSAGE=` */
  private readonly names: readonly Uint8Array[]
  private readonly payloadAt: number
  /** 0 = not looked at, 1 = not wanted, from 2 on index + 2. */
  private readonly regions: (Uint8Array | undefined)[] = []
  private readonly used: number[] = []
  private readonly held = new Map<number, Opened>()
  private last: { readonly offset: number; readonly payload: Uint8Array | undefined } = {
    offset: -1,
    payload: undefined,
  }
  /** Of the payload that was found last: its place in the bytes of the file that are at hand, and the object's flags. */
  private start = 0
  private end = 0
  private flags = 0

  constructor(file: RandomAccess, compact: boolean, wanted: readonly string[]) {
    this.file = file
    this.names = wanted.map((name) => Buffer.from(`${name}=`))
    // journal-def.h: DataObject payload after 64 bytes, 72 in compact mode
    this.payloadAt = compact ? 72 : 64
  }

  /** To be called before the first value of an entry. */
  beginEntry(): void {
    if (this.held.size >= MAX_HELD) this.held.clear()
  }

  /** Index of its field in the wanted ones, `OTHER` or `DAMAGED`. */
  kindOf(offset: number): number | Promise<number> {
    const known = offset % 8 === 0 ? (this.regions[Math.floor(offset / REGION)]?.[(offset % REGION) >> 3] ?? 0) : 0
    return known > 0 ? known - 2 : this.look(offset)
  }

  /** The value of an object that `kindOf` gave the index `kind` for. */
  value(offset: number, kind: number): Uint8Array | undefined {
    const behindName = this.names[kind]?.length ?? 0
    const held = this.held.size === 0 ? undefined : this.held.get(offset)
    if (held !== undefined) return held.payload.subarray(behindName)
    if (!this.findPayload(offset)) return undefined
    const { bytes } = this.file
    if (!isCompressed(this.flags)) return bytes.subarray(Math.min(this.start + behindName, this.end), this.end)
    if (offset !== this.last.offset) {
      const opened = decompressValue(bytes.subarray(this.start, this.end), this.flags)
      this.last = { offset, payload: opened instanceof Promise ? undefined : opened }
    }
    return this.last.payload?.subarray(behindName)
  }

  private look(offset: number): number | Promise<number> {
    const held = this.held.size === 0 ? undefined : this.held.get(offset)
    if (held !== undefined) return held.kind
    if (!this.findPayload(offset)) return DAMAGED
    const { bytes } = this.file
    if (!isCompressed(this.flags)) return this.note(offset, this.kindIn(bytes, this.start, this.end))
    const opened = decompressValue(bytes.subarray(this.start, this.end), this.flags)
    if (opened instanceof Promise) return opened.then((bytes) => this.hold(offset, bytes))
    this.last = { offset, payload: opened }
    return opened === undefined ? DAMAGED : this.note(offset, this.kindIn(opened, 0, opened.length))
  }

  /** Finds a payload as it stands in the file; false where there is no DATA object. */
  private findPayload(offset: number): boolean {
    const { file, payloadAt } = this
    if (!file.locate(offset, OBJECT_HEADER) || file.bytes[file.at] !== DATA) return false
    this.flags = file.bytes[file.at + 1] ?? 0
    const size = u64At(file.bytes, file.at + 8)
    if (size < payloadAt || !file.locate(offset, size)) return false
    this.start = file.at + payloadAt
    this.end = file.at + size
    return true
  }

  /** Index of the wanted field that bytes [start, end) are. */
  private kindIn(bytes: Uint8Array, start: number, end: number): number {
    const { names } = this
    for (let kind = 0; kind < names.length; kind++) {
      const name = names[kind] as Uint8Array
      if (name.length <= end - start && beginsWith(bytes, start, name)) return kind
    }
    return OTHER
  }

  /** Values that can only be decompressed asynchronously stay at hand. */
  private hold(offset: number, payload: Uint8Array | undefined): number {
    if (payload === undefined) return DAMAGED
    const kind = this.kindIn(payload, 0, payload.length)
    this.held.set(offset, { kind, payload })
    return kind
  }

  private note(offset: number, kind: number): number {
    if (offset % 8 !== 0) return kind
    const region = Math.floor(offset / REGION)
    let kinds = this.regions[region]
    if (kinds === undefined) {
      kinds = new Uint8Array(REGION / 8)
      this.regions[region] = kinds
      this.used.push(region)
      const oldest = this.used.length > MAX_REGIONS ? this.used.shift() : undefined
      if (oldest !== undefined) this.regions[oldest] = undefined
    }
    kinds[(offset % REGION) >> 3] = kind + 2
    return kind
  }
}

/** Compared from the end: many names begin alike. */
function beginsWith(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  let i = text.length - 1
  while (i >= 0 && bytes[start + i] === text[i]) i--
  return i < 0
}
