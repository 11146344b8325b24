// Multi-literal scanner that looks at every fourth (or second) place of a text alone; the rest on 16-byte vectors. AssemblyScript; built
// into scanner-wasm.ts by `npm run gen`. Bytes, tables and hits lie in one memory that the host lays out. Four bytes of the text are
// multiplied; the upper 16 bits of the product are their cell:
//   cells:   65,536 x u8; 1 = a literal has such four bytes at a place that is looked at, else 0
//   numbers: 65,536 x u16 number of the cell's group
//   groups:  (u32 four bytes, u32 their bits that count, u32 four bytes behind, u32 their bits that count, u32 first entry, u32 behind the last)
//   entries: (u32 literal, u32 length, i32 place of the four bytes in the literal)
//   hits: (u32 line start, u32 line end, u32 line feeds between the last hit's line start (or `from`) and this line start)
//   lengths: 1024 x u32 address of the first shape, by the lower bits of its length; 0 = none
//   shapes: (u32 next shape, u32 length, u32 number, u32 pairs), pairs x (u16 place, u16 place, u16 length, u16 same), to a multiple of 16;
//           then for each 16 bytes of the line 16 bytes of text and 16 of classes
const LINE_FEED: u8 = 10
const MULTIPLIER: u32 = 0xcc9e2d51 // as in prints.ts
const CELLS: usize = 65536
const NUMBERS: usize = CELLS
const GROUPS: usize = NUMBERS + CELLS * 2

@inline function cellAt(p: usize): usize {
  return ((load<u32>(p) * MULTIPLIER) >>> 16) as usize
}

@inline function isTaken(p: usize, cells: usize): u32 {
  return load<u8>(cells + cellAt(p)) as u32
}

// Start of a literal of the group at `p` that lies within [low, limit); 0 if there is none.
@inline function verify(p: usize, low: usize, limit: usize, cells: usize): usize {
  const group = cells + GROUPS + (load<u16>(cells + NUMBERS + (cellAt(p) << 1)) as usize) * 24
  if ((load<u32>(p) ^ load<u32>(group)) & load<u32>(group, 4)) return 0
  if ((load<u32>(p, 4) ^ load<u32>(group, 8)) & load<u32>(group, 12)) return 0
  const end = load<u32>(group, 20) as usize
  for (let entry = load<u32>(group, 16) as usize; entry < end; entry += 12) {
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

/** Bytes of value `byte` in [p, limit); fast where there is none. */
export function countByte(p: usize, limit: usize, byte: u32): u32 {
  const wanted = i8x16.splat(byte as i8)
  let n: u32 = 0
  while (p + 16 <= limit) {
    let any = i8x16.eq(v128.load(p), wanted)
    if (p + 64 <= limit) {
      const next = v128.or(i8x16.eq(v128.load(p, 16), wanted), i8x16.eq(v128.load(p, 32), wanted))
      if (!v128.any_true(v128.or(v128.or(any, next), i8x16.eq(v128.load(p, 48), wanted)))) {
        p += 64
        continue
      }
    }
    n += popcnt(i8x16.bitmask(any))
    p += 16
  }
  while (p < limit) n += u32(load<u8>(p++) == (byte as u8))
  return n
}

/**
 * Lines of [from, limit) that hold a literal: at most `maxHits` are written to `hits`; returns their number. `from` is a line start
 * and the byte before it a line feed. Reads up to 8 bytes before `from` and 32 beyond `limit`.
 */
export function scan(from: usize, limit: usize, cells: usize, stride: usize, hits: usize, maxHits: u32): u32 {
  let n: u32 = 0
  let counted = from
  let low = from - 1 // no match begins before this line feed
  let p = (low - 1) & ~3
  while (p < limit) {
    let any = isTaken(p, cells) | isTaken(p + 4, cells) | isTaken(p + 8, cells) | isTaken(p + 12, cells)
    if (stride == 2) any |= isTaken(p + 2, cells) | isTaken(p + 6, cells) | isTaken(p + 10, cells) | isTaken(p + 14, cells)
    if (!any) {
      p += 16
      continue
    }
    let taken = isTaken(p, cells) | (isTaken(p + 4, cells) << 4) | (isTaken(p + 8, cells) << 8) | (isTaken(p + 12, cells) << 12)
    if (stride == 2) taken |= (isTaken(p + 2, cells) << 2) | (isTaken(p + 6, cells) << 6) | (isTaken(p + 10, cells) << 10) | (isTaken(p + 14, cells) << 14)
    let found: usize = 0
    while (taken && !found) {
      found = verify(p + (ctz(taken) as usize), low, limit, cells)
      taken &= taken - 1
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
    low = end
    p = (low - 1) & ~3
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

@inline function isNameByte(c: u32): bool {
  return (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c == 95
}

// "\/bfnrt
@inline function isEscapable(c: u32): bool {
  return c == 34 || c == 92 || c == 47 || c == 98 || c == 102 || c == 110 || c == 114 || c == 116
}

/**
 * Members of the flat JSON object [p, limit), as src/base/flat-object.ts says: at most `most` are written to `members` with places counted from
 * `origin`; returns their number. Reads up to 16 bytes beyond `limit`.
 */
export function members(p: usize, limit: usize, origin: usize, members: usize, most: u32): u32 {
  if (load<u8>(p) != 123 || load<u8>(limit - 1) != 125) return 0
  const quote = i8x16.splat(34), backslash = i8x16.splat(92), bracket = i8x16.splat(93), blank = i8x16.splat(32)
  let at = p + 1
  for (let n: u32 = 0; n < most && load<u8>(at) == 34; at++) {
    const name = ++at
    while (isNameByte(load<u8>(at))) at++
    // ":"
    if (at == name || load<u16>(at) != 0x3a22 || load<u8>(at, 2) != 34) return 0
    const member = members + (n++ as usize) * 20
    store<u32>(member, (name - origin) as u32)
    store<u32>(member, (at - origin) as u32, 4)
    at += 3
    store<u32>(member, (at - origin) as u32, 8)
    let has: u32 = 0
    for (;;) {
      if (at >= limit) return 0
      const v = v128.load(at)
      // As signed numbers, bytes that are not ASCII are below the blank too.
      const m = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, backslash)), v128.or(i8x16.eq(v, bracket), i8x16.lt_s(v, blank))))
      if (!m) {
        at += 16
        continue
      }
      at += ctz(m)
      if (at >= limit) return 0
      const c = load<u8>(at) as u32
      if (c == 34) break
      if (c == 92) {
        if (!isEscapable(load<u8>(at, 1) as u32)) return 0
        has |= 1
        at += 2
      } else if (c == 93) {
        if (load<u8>(at, 1) == 58) has |= 2
        at++
      } else return 0
    }
    store<u32>(member, (at - origin) as u32, 12)
    store<u32>(member, has, 16)
    at++
    if (load<u8>(at) != 44) return load<u8>(at) == 125 && at + 1 == limit ? n : 0
  }
  return 0
}
