/** A length of 4 bits; 15 goes on in further bytes, the last of which is not 255 (lz4_Block_format.md, "sequences"). */
function readLength(source: Uint8Array, at: number, nibble: number): { length: number; at: number } {
  let length = nibble
  let next = at
  for (let byte = nibble === 15 ? 255 : 0; byte === 255 && next < source.length; ) {
    byte = source[next++] ?? 0
    length += byte
  }
  return { length, at: next }
}

function copyMatch(out: Uint8Array, at: number, distance: number, length: number): void {
  if (distance >= length) {
    out.copyWithin(at, at - distance, at - distance + length)
    return
  }
  for (let i = 0; i < length; i++) out[at + i] = out[at - distance + i] ?? 0
}

/** Decodes into `out` from `start` on, where earlier bytes are the window; returns the end, or -1 for a damaged block. */
function decodeInto(source: Uint8Array, out: Uint8Array, start: number): number {
  let from = 0
  let to = start
  while (from < source.length) {
    const token = source[from++] ?? 0
    const literals = readLength(source, from, token >> 4)
    from = literals.at
    if (from + literals.length > source.length || to + literals.length > out.length) return -1
    out.set(source.subarray(from, from + literals.length), to)
    from += literals.length
    to += literals.length
    if (from >= source.length) break
    const distance = (source[from] ?? 0) | ((source[from + 1] ?? 0) << 8)
    const match = readLength(source, from + 2, token & 15)
    from = match.at
    const length = match.length + 4
    if (distance === 0 || distance > to || to + length > out.length) return -1
    copyMatch(out, to, distance, length)
    to += length
  }
  return to
}

/**
 * Decodes one raw LZ4 block (no frame), as journald stores compressed values (lz4/doc/lz4_Block_format.md).
 * `size` = decompressed bytes, known to the caller. Returns undefined for a damaged block.
 */
export function decodeLz4Block(source: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size)
  return decodeInto(source, out, 0) === size ? out : undefined
}

/** Decodes a block of unknown size (at most `max` bytes) that may refer back into `window`, the last 64 KiB before it. */
export function decodeLz4Linked(source: Uint8Array, window: Uint8Array, max: number): Uint8Array | undefined {
  const out = new Uint8Array(window.length + max)
  out.set(window)
  const end = decodeInto(source, out, window.length)
  return end < 0 ? undefined : out.slice(window.length, end)
}
