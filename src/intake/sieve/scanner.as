// Multi-literal scanner on 16-byte vectors (Teddy: Geoffrey Langdale, Intel Hyperscan). AssemblyScript; built into
// scanner-wasm.ts by `npm run gen`. Bytes, tables and hits lie in one memory that the host lays out:
//   tables: six nibble masks of 16 bytes (low and high nibble of fingerprint bytes 0, 1, 2; bit b = bucket b may match)
//   slots:  4096 x (u16 first entry, u16 entries), by hash of the fingerprint
//   entries: (u32 literal, u32 length, u32 fingerprint offset, u32 fingerprint)
//   hits: (u32 line start, u32 line end, u32 line feeds between the last hit's line start (or `from`) and this line start)
//   lengths: 1024 x u32 address of the first shape, by the lower bits of its length; 0 = none
//   shapes: (u32 next shape, u32 length, u32 number, u32 pairs), pairs x (u16 place, u16 place, u16 length, u16 same), to a multiple of 16;
//           then for each 16 bytes of the line 16 bytes of text and 16 of classes
const LINE_FEED: u8 = 10
const SLOTS: usize = 4096

// Start of a literal that has its fingerprint at `p` and lies within [low, limit); 0 if there is none.
@inline function verify(p: usize, low: usize, limit: usize, slots: usize): usize {
  const print = load<u32>(p) & 0xffffff
  const slot = slots + (((print * 0x9e3779b1) >>> 20) << 2)
  let left = load<u16>(slot, 2) as u32
  if (!left) return 0
  for (let entry: usize = slots + SLOTS * 4 + ((load<u16>(slot) as usize) << 4); left; left--, entry += 16) {
    if (load<u32>(entry, 12) != print) continue
    const length = load<u32>(entry, 4)
    const start = p - load<u32>(entry, 8)
    if (start < low || start + length > limit) continue
    const literal = load<u32>(entry) as usize
    let i: u32 = 0
    while (i < length && load<u8>(start + i) == load<u8>(literal + i)) i++
    if (i == length) return start
  }
  return 0
}

/** First line feed in [p, limit), else `limit`. */
export function lineEnd(p: usize, limit: usize): usize {
  const feed = i8x16.splat(LINE_FEED)
  while (p + 16 <= limit) {
    const m = i8x16.bitmask(i8x16.eq(v128.load(p), feed))
    if (m) return p + ctz(m)
    p += 16
  }
  while (p < limit && load<u8>(p) != LINE_FEED) p++
  return p
}

/** Start of the line that holds `p`, not before `low`. */
export function lineStart(p: usize, low: usize): usize {
  const feed = i8x16.splat(LINE_FEED)
  while (p >= low + 16) {
    const m = i8x16.bitmask(i8x16.eq(v128.load(p - 16), feed))
    if (m) return p + 16 - clz(m)
    p -= 16
  }
  while (p > low && load<u8>(p - 1) != LINE_FEED) p--
  return p
}

/** Line feeds in [p, limit). */
export function countLines(p: usize, limit: usize): u32 {
  const feed = i8x16.splat(LINE_FEED)
  let n: u32 = 0
  while (p + 16 * 255 <= limit) {
    let sums = i8x16.splat(0)
    for (let k = 0; k < 255; k++) {
      sums = i8x16.sub(sums, i8x16.eq(v128.load(p), feed))
      p += 16
    }
    const pairs = i16x8.extadd_pairwise_i8x16_u(sums)
    const quads = i32x4.extadd_pairwise_i16x8_u(pairs)
    n += i32x4.extract_lane(quads, 0) + i32x4.extract_lane(quads, 1) + i32x4.extract_lane(quads, 2) + i32x4.extract_lane(quads, 3)
  }
  while (p + 16 <= limit) {
    n += popcnt(i8x16.bitmask(i8x16.eq(v128.load(p), feed)))
    p += 16
  }
  while (p < limit) n += u32(load<u8>(p++) == LINE_FEED)
  return n
}

/** Whether every byte of [p, limit) is below 0x80. */
export function isAscii(p: usize, limit: usize): bool {
  let any = i8x16.splat(0)
  while (p + 16 <= limit) {
    any = v128.or(any, v128.load(p))
    p += 16
  }
  if (i8x16.bitmask(any)) return false
  let rest: u32 = 0
  while (p < limit) rest |= load<u8>(p++)
  return rest < 0x80
}

/** Bytes of value `byte` in [p, limit). */
export function countByte(p: usize, limit: usize, byte: u32): u32 {
  const wanted = i8x16.splat(byte as i8)
  let n: u32 = 0
  while (p + 16 <= limit) {
    n += popcnt(i8x16.bitmask(i8x16.eq(v128.load(p), wanted)))
    p += 16
  }
  while (p < limit) n += u32(load<u8>(p++) == (byte as u8))
  return n
}

/**
 * Lines of [from, limit) that hold a literal: at most `maxHits` are written to `hits`; returns their number. `from` is a line start
 * and the byte before it a line feed. Reads up to 32 bytes beyond `limit`.
 */
export function scan(from: usize, limit: usize, tables: usize, slots: usize, hits: usize, maxHits: u32): u32 {
  const low0 = v128.load(tables), high0 = v128.load(tables, 16)
  const low1 = v128.load(tables, 32), high1 = v128.load(tables, 48)
  const low2 = v128.load(tables, 64), high2 = v128.load(tables, 80)
  const nibble = i8x16.splat(15)
  const zero = i8x16.splat(0)
  let n: u32 = 0
  let counted = from
  let low = from - 1 // no match begins before this line feed
  let p = low
  while (p < limit) {
    const a = v128.load(p), b = v128.load(p, 1), c = v128.load(p, 2)
    let r = v128.and(i8x16.swizzle(low0, v128.and(a, nibble)), i8x16.swizzle(high0, i8x16.shr_u(a, 4)))
    r = v128.and(r, v128.and(i8x16.swizzle(low1, v128.and(b, nibble)), i8x16.swizzle(high1, i8x16.shr_u(b, 4))))
    r = v128.and(r, v128.and(i8x16.swizzle(low2, v128.and(c, nibble)), i8x16.swizzle(high2, i8x16.shr_u(c, 4))))
    if (!v128.any_true(r)) {
      p += 16
      continue
    }
    let m: u32 = (i8x16.bitmask(i8x16.eq(r, zero)) as u32) ^ 0xffff
    let found: usize = 0
    while (m && !found) {
      const i = ctz(m) as usize
      m &= m - 1
      found = verify(p + i, low, limit, slots)
    }
    if (!found) {
      p += 16
      continue
    }
    if (load<u8>(found) == LINE_FEED) found++
    const start = lineStart(found, low)
    const end = lineEnd(found, limit)
    const hit = hits + n * 12
    store<u32>(hit, start as u32)
    store<u32>(hit, end as u32, 4)
    store<u32>(hit, countLines(counted, start), 8)
    counted = start
    n++
    if (n == maxHits) return n
    // the line feed at `end` may begin an anchored literal of the next line
    p = end
    low = end
  }
  return n
}

@inline function isSame(a: usize, b: usize, length: u32): bool {
  let i: u32 = 0
  while (i + 8 <= length) {
    if (load<u64>(a + i) != load<u64>(b + i)) return false
    i += 8
  }
  while (i < length && load<u8>(a + i) == load<u8>(b + i)) i++
  return i >= length
}

// Bytes that are neither the shape's own nor of its class; then stretches that are the same or differ otherwise than in the shape.
@inline function isOf(p: usize, limit: usize, shape: usize, low: v128, high: v128): bool {
  const nibble = i8x16.splat(15)
  const zero = i8x16.splat(0)
  let pairs = load<u32>(shape, 12)
  let q = shape + 16 + (((pairs + 1) >>> 1) << 4)
  for (let at = p; at < limit; at += 16, q += 32) {
    const v = v128.load(at)
    const bits = v128.and(i8x16.swizzle(low, v128.and(v, nibble)), i8x16.swizzle(high, i8x16.shr_u(v, 4)))
    const allowed = i8x16.ne(v128.and(bits, v128.load(q, 16)), zero)
    if (!i8x16.all_true(v128.or(allowed, i8x16.eq(v, v128.load(q))))) return false
  }
  for (let pair = shape + 16; pairs; pairs--, pair += 8) {
    const same = isSame(p + load<u16>(pair), p + load<u16>(pair, 2), load<u16>(pair, 4))
    if (same != (load<u16>(pair, 6) != 0)) return false
  }
  return true
}

/** Number of the shape that line [p, limit) has; -1 if it has none. `bits`: class bits by the lower, then by the upper half of a byte. Reads up to 16 bytes beyond `limit`. */
export function findShape(p: usize, limit: usize, lengths: usize, bits: usize): i32 {
  const low = v128.load(bits), high = v128.load(bits, 16)
  const length = (limit - p) as u32
  let shape = load<u32>(lengths + ((length & 1023) << 2)) as usize
  while (shape) {
    if (load<u32>(shape, 4) == length && isOf(p, limit, shape, low, high)) return load<u32>(shape, 8)
    shape = load<u32>(shape) as usize
  }
  return -1
}
