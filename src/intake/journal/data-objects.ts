import { decompressValue, isCompressed } from './decompress.ts'
import { u64At } from './header.ts'
import type { RandomAccess } from './random-access.ts'

/** What a DATA object is, beside the index of a wanted field. */
export const OTHER = -1
export const DAMAGED = -2

const DATA = 1
const OBJECT_HEADER = 16
const MAX_NAME = 64
/** From so many held values on they are dropped before the next entry. */
const MAX_HELD = 1024
/** Kinds are remembered by regions of the file, one byte for each eight. */
const REGION = 1 << 20
const MAX_REGIONS = 128

const EQUALS = 0x3d

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
  private readonly indexes: ReadonlyMap<string, number>
  private readonly names: readonly string[]
  private readonly payloadAt: number
  /** 0 = not looked at, 1 = not wanted, from 2 on index + 2. */
  private readonly regions: (Uint8Array | undefined)[] = []
  private readonly used: number[] = []
  private readonly held = new Map<number, Opened>()
  private last: { readonly offset: number; readonly payload: Uint8Array | undefined } = {
    offset: -1,
    payload: undefined,
  }
  private flags = 0

  constructor(file: RandomAccess, compact: boolean, wanted: readonly string[]) {
    this.file = file
    this.names = wanted
    this.indexes = new Map(wanted.map((name, i) => [name, i]))
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
    const behindName = (this.names[kind] ?? '').length + 1
    const held = this.held.get(offset)
    if (held !== undefined) return held.payload.subarray(behindName)
    const payload = this.payloadOf(offset)
    if (payload === undefined || !isCompressed(this.flags)) return payload?.subarray(behindName)
    if (offset !== this.last.offset) {
      const opened = decompressValue(payload, this.flags)
      this.last = { offset, payload: opened instanceof Promise ? undefined : opened }
    }
    return this.last.payload?.subarray(behindName)
  }

  private look(offset: number): number | Promise<number> {
    const held = this.held.get(offset)
    if (held !== undefined) return held.kind
    const payload = this.payloadOf(offset)
    if (payload === undefined) return DAMAGED
    if (!isCompressed(this.flags)) return this.note(offset, this.kindOfPayload(payload))
    const opened = decompressValue(payload, this.flags)
    if (opened instanceof Promise) return opened.then((bytes) => this.hold(offset, bytes))
    this.last = { offset, payload: opened }
    return opened === undefined ? DAMAGED : this.note(offset, this.kindOfPayload(opened))
  }

  /** The payload as it stands, `flags` beside it; undefined where there is no DATA object. */
  private payloadOf(offset: number): Uint8Array | undefined {
    const { file, payloadAt } = this
    if (!file.locate(offset, OBJECT_HEADER) || file.bytes[file.at] !== DATA) return undefined
    this.flags = file.bytes[file.at + 1] ?? 0
    const size = u64At(file.bytes, file.at + 8)
    if (size < payloadAt || !file.locate(offset, size)) return undefined
    return file.bytes.subarray(file.at + payloadAt, file.at + size)
  }

  private kindOfPayload(payload: Uint8Array): number {
    const equals = payload.subarray(0, MAX_NAME + 1).indexOf(EQUALS)
    if (equals <= 0) return OTHER
    return this.indexes.get(Buffer.from(payload.buffer, payload.byteOffset, equals).toString('latin1')) ?? OTHER
  }

  /** Values that can only be decompressed asynchronously stay at hand. */
  private hold(offset: number, payload: Uint8Array | undefined): number {
    if (payload === undefined) return DAMAGED
    const kind = this.kindOfPayload(payload)
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
