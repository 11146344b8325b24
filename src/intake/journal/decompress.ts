import { fzstd, xzDecompress } from '../../base/on-demand.ts'
import { decodeLz4Block } from '../codecs/lz4.ts'
import { u64, viewOf } from './header.ts'

const XZ = 1
const LZ4 = 2
const ZSTD = 4
/** journald never stores a value above this (DATA_SIZE_MAX, 768 MiB); far less is enough for a log line. */
const MAX_VALUE = 16 << 20

/** Is the payload of a DATA object with these flags compressed? */
export const isCompressed = (flags: number): boolean => (flags & (XZ | LZ4 | ZSTD)) !== 0

async function unxz(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const reader = new (xzDecompress().XzReadableStream)(new Blob([Uint8Array.from(bytes)]).stream()).getReader()
  const parts: Uint8Array[] = []
  let total = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(parts)
    total += value.length
    if (total > MAX_VALUE) return undefined
    parts.push(value)
  }
}

function unlz4(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < 8) return undefined
  const size = u64(viewOf(bytes), 0)
  return size > MAX_VALUE ? undefined : decodeLz4Block(bytes.subarray(8), size)
}

/** The declared content size of a zstd frame (RFC 8878 3.1.1.1), or 0 where it states none. */
function zstdSize(bytes: Uint8Array): number {
  const descriptor = bytes[4] ?? 0
  const flag = descriptor >> 6
  const single = (descriptor & 0x20) !== 0
  const at = 5 + (single ? 0 : 1) + ([0, 1, 2, 4] as const)[(descriptor & 3) as 0 | 1 | 2 | 3]
  if (bytes.length < at + 8) return flag === 0 && single ? (bytes[at] ?? 0) : 0
  const view = viewOf(bytes)
  if (flag === 0) return single ? view.getUint8(at) : 0
  if (flag === 1) return view.getUint16(at, true) + 256
  return flag === 2 ? view.getUint32(at, true) : u64(view, at)
}

/**
 * Opens the payload of a compressed DATA object (systemd src/basic/compress.c): ZSTD = one frame, LZ4 = size as u64 and a raw block,
 * XZ = a whole stream. Synchronous for ZSTD and LZ4. Undefined for damaged or implausibly large values; never throws.
 */
export function decompressValue(
  bytes: Uint8Array,
  flags: number,
): Uint8Array | undefined | Promise<Uint8Array | undefined> {
  try {
    if (flags & ZSTD) return zstdSize(bytes) > MAX_VALUE ? undefined : fzstd().decompress(new Uint8Array(bytes))
    if (flags & LZ4) return unlz4(bytes)
    return unxz(bytes).catch(() => undefined)
  } catch {
    return undefined
  }
}
