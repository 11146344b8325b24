/** A length that goes on in further bytes of 255 (LZ4 block format, section "sequences"). */
function longLength(source: Uint8Array, at: number, start: number): { length: number; at: number } {
  let length = start
  let byte = 255
  let next = at
  while (byte === 255 && next < source.length) {
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

/**
 * Decodes one raw LZ4 block (no frame), as journald stores compressed values (lz4/doc/lz4_Block_format.md).
 * `size` = decompressed bytes, known to the caller. Returns undefined for a damaged block.
 */
export function decodeLz4Block(source: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size)
  let from = 0
  let to = 0
  while (from < source.length) {
    const token = source[from++] ?? 0
    let literals = token >> 4
    if (literals === 15) ({ length: literals, at: from } = longLength(source, from, 15))
    if (from + literals > source.length || to + literals > size) return undefined
    out.set(source.subarray(from, from + literals), to)
    from += literals
    to += literals
    if (from >= source.length) break
    const distance = (source[from] ?? 0) | ((source[from + 1] ?? 0) << 8)
    from += 2
    let match = token & 15
    if (match === 15) ({ length: match, at: from } = longLength(source, from, 15))
    match += 4
    if (distance === 0 || distance > to || to + match > size) return undefined
    copyMatch(out, to, distance, match)
    to += match
  }
  return to === size ? out : undefined
}
