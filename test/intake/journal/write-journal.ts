import { zstdOrUndefined } from './zstd.ts'

/** How values are stored in a journal file made by `writeJournal`. */
export type Compression = 'none' | 'lz4' | 'xz' | 'zstd'

export interface TestEntry {
  readonly realtimeUs: number
  readonly fields: readonly (readonly [string, string | Uint8Array])[]
}

const align = (n: number): number => n + ((8 - (n % 8)) % 8)

/** A raw LZ4 block of literals only: valid, and enough to test the reader's framing. */
function lz4Literals(bytes: Uint8Array): Uint8Array {
  const extra: number[] = []
  if (bytes.length >= 15) {
    let rest = bytes.length - 15
    for (; rest >= 255; rest -= 255) extra.push(255)
    extra.push(rest)
  }
  return Uint8Array.from([Math.min(15, bytes.length) << 4, ...extra, ...bytes])
}

function stored(
  bytes: Uint8Array,
  compression: Compression,
  xz: (bytes: Uint8Array) => Uint8Array,
): { flags: number; bytes: Uint8Array } {
  if (compression === 'none' || bytes.length < 80) return { flags: 0, bytes }
  if (compression === 'xz') return { flags: 1, bytes: xz(bytes) }
  if (compression === 'zstd') {
    const packed = zstdOrUndefined(bytes)
    return packed ? { flags: 4, bytes: packed } : { flags: 0, bytes }
  }
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(bytes.length))
  return { flags: 2, bytes: Buffer.concat([size, lz4Literals(bytes)]) }
}

/** Writes a minimal journal file (systemd docs/JOURNAL_FILE_FORMAT.md): header, DATA and ENTRY objects, `tail` zero bytes. */
export function writeJournal(
  entries: readonly TestEntry[],
  options: {
    compact?: boolean
    compression?: Compression
    online?: boolean
    tail?: number
    xz?: (bytes: Uint8Array) => Uint8Array
  } = {},
): Buffer {
  const compact = options.compact ?? false
  const parts: Buffer[] = [Buffer.alloc(264)]
  let at = 264
  const shared = new Map<string, number>()
  const put = (type: number, flags: number, body: Uint8Array): number => {
    const size = 16 + body.length
    const object = Buffer.alloc(align(size))
    object[0] = type
    object[1] = flags
    object.writeBigUInt64LE(BigInt(size), 8)
    object.set(body, 16)
    parts.push(object)
    const offset = at
    at += object.length
    return offset
  }
  entries.forEach((entry, i) => {
    const offsets = entry.fields.map(([name, value]) => {
      const payload = Buffer.concat([Buffer.from(`${name}=`), Buffer.from(value)])
      const key = payload.toString('latin1')
      const known = shared.get(key)
      if (known !== undefined) return known
      const { flags, bytes } = stored(payload, options.compression ?? 'none', options.xz ?? ((b) => b))
      const offset = put(1, flags, Buffer.concat([Buffer.alloc(compact ? 56 : 48), bytes]))
      shared.set(key, offset)
      return offset
    })
    const head = Buffer.alloc(48)
    head.writeBigUInt64LE(BigInt(i + 1), 0)
    head.writeBigUInt64LE(BigInt(entry.realtimeUs), 8)
    head.writeBigUInt64LE(BigInt(i * 1000), 16)
    head.fill(0x11, 24, 40)
    const items = Buffer.alloc(offsets.length * (compact ? 4 : 16))
    offsets.forEach((offset, k) => {
      if (compact) items.writeUInt32LE(offset, k * 4)
      else items.writeBigUInt64LE(BigInt(offset), k * 16)
    })
    put(3, 0, Buffer.concat([head, items]))
  })
  const header = parts[0]
  if (!header) throw new Error('no header')
  header.write('LPKSHHRH', 0, 'latin1')
  const kind = { none: 0, xz: 1, lz4: 2, zstd: 8 }[options.compression ?? 'none']
  header.writeUInt32LE(kind | (compact ? 16 : 0), 12)
  header[16] = options.online ? 1 : 0
  header.fill(0xaa, 40, 56)
  header.fill(0xbb, 72, 88)
  header.writeBigUInt64LE(264n, 88)
  header.writeBigUInt64LE(BigInt(entries.length), 152)
  return Buffer.concat([...parts, Buffer.alloc(options.tail ?? 0)])
}
