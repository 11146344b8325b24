import { Bits, symbol, type Table, table } from './bzip2-bits.ts'

function usedBytes(bits: Bits): Uint8Array {
  const groups = bits.read(16)
  const used: number[] = []
  for (let g = 0; g < 16; g++) {
    if (!(groups & (0x8000 >> g))) continue
    const inGroup = bits.read(16)
    for (let i = 0; i < 16; i++) if (inGroup & (0x8000 >> i)) used.push(g * 16 + i)
  }
  return Uint8Array.from(used)
}

function readSelectors(bits: Bits, tables: number): Uint8Array {
  const count = bits.read(15)
  const order = Array.from({ length: tables }, (_, i) => i)
  const selectors = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    let j = 0
    while (bits.read(1)) if (++j >= tables) throw new Error('damaged selector')
    const [picked] = order.splice(j, 1)
    order.unshift(picked ?? 0)
    selectors[i] = picked ?? 0
  }
  return selectors
}

function readLengths(bits: Bits, size: number): Uint8Array {
  const lengths = new Uint8Array(size)
  let length = bits.read(5)
  for (let i = 0; i < size; i++) {
    while (bits.read(1)) length += bits.read(1) ? -1 : 1
    if (length < 1 || length > 20) throw new Error('damaged code length')
    lengths[i] = length
  }
  return lengths
}

/** Hands out symbols; every 50 of them have a code table of their own. */
class Symbols {
  private readonly bits: Bits
  private readonly codes: readonly Table[]
  private readonly selectors: Uint8Array
  private group = 0
  private left = 0
  private current: Table | undefined

  constructor(bits: Bits, size: number) {
    this.bits = bits
    const tables = bits.read(3)
    if (tables < 2 || tables > 6) throw new Error('damaged table count')
    this.selectors = readSelectors(bits, tables)
    this.codes = Array.from({ length: tables }, () => table(readLengths(bits, size)))
  }

  next(): number {
    if (this.left === 0) {
      this.current = this.codes[this.selectors[this.group++] ?? 7]
      this.left = 50
    }
    if (!this.current) throw new Error('a block has no end')
    this.left--
    return symbol(this.bits, this.current)
  }
}

/** Huffman, move-to-front and zero runs: fills `out` with the block before the Burrows-Wheeler transform; returns its length. */
function readSymbols(bits: Bits, used: Uint8Array, out: Uint32Array, counts: Uint32Array): number {
  const end = used.length + 1
  const symbols = new Symbols(bits, end + 1)
  const front = Uint8Array.from(used)
  let filled = 0
  for (;;) {
    let s = symbols.next()
    // a run of the front byte: its length in bijective base 2
    for (let weight = 1; s <= 1; weight <<= 1) {
      if (weight > out.length) throw new Error('a run is longer than its block')
      filled = put(out, counts, filled, front[0] ?? 0, weight << s)
      s = symbols.next()
    }
    if (s === end) return filled
    const value = front[s - 1] ?? 0
    front.copyWithin(1, 0, s - 1)
    front[0] = value
    filled = put(out, counts, filled, value, 1)
  }
}

function put(out: Uint32Array, counts: Uint32Array, at: number, value: number, times: number): number {
  if (at + times > out.length) throw new Error('a block is too long')
  out.fill(value, at, at + times)
  counts[value] = (counts[value] ?? 0) + times
  return at + times
}

/** Undoes the Burrows-Wheeler transform: writes the chain of positions into the upper 24 bits of `block`. */
function link(block: Uint32Array, length: number, counts: Uint32Array): void {
  const starts = new Uint32Array(256)
  let sum = 0
  for (let i = 0; i < 256; i++) {
    starts[i] = sum
    sum += counts[i] ?? 0
  }
  for (let i = 0; i < length; i++) {
    const value = (block[i] ?? 0) & 255
    const at = starts[value] ?? 0
    starts[value] = at + 1
    block[at] = (block[at] ?? 0) | (i << 8)
  }
}

/** Follows the chain and undoes the first run-length step (4 equal bytes, then how often more). */
function expand(block: Uint32Array, length: number, origin: number): Uint8Array {
  // at worst every fifth byte is a count of 255
  const out = new Growing(length + (length >> 2) + 1024)
  let position = (block[origin] ?? 0) >>> 8
  let last = -1
  let repeats = 0
  for (let i = 0; i < length; i++) {
    const entry = block[position] ?? 0
    const value = entry & 255
    position = entry >>> 8
    if (repeats === 4) {
      out.add(last, value)
      repeats = 0
      last = -1
      continue
    }
    out.add(value, 1)
    repeats = value === last ? repeats + 1 : 1
    last = value
  }
  return out.bytes()
}

class Growing {
  private held: Uint8Array
  private filled = 0

  constructor(size: number) {
    this.held = new Uint8Array(size)
  }

  add(value: number, times: number): void {
    if (this.filled + times > this.held.length) {
      const larger = new Uint8Array(this.held.length * 2)
      larger.set(this.held)
      this.held = larger
    }
    this.held.fill(value, this.filled, this.filled + times)
    this.filled += times
  }

  bytes(): Uint8Array {
    return this.held.subarray(0, this.filled)
  }
}

/** What `decodeBlock` found at a bit position. */
export type Bzip2Step =
  | { readonly kind: 'block'; readonly bytes: Uint8Array; readonly nextBit: number }
  | { readonly kind: 'end'; readonly nextByte: number }

const BLOCK_MAGIC = [0x314159, 0x265359] as const
const END_MAGIC = [0x177245, 0x385090] as const

/**
 * Decodes the bzip2 block that begins at bit `startBit` (0 to 7) of `bytes`, which must hold the whole block (compressed blocks
 * stay below 1.1 MB). `level` = 1..9 from the stream header. Throws RangeError where bytes are missing, Error on damage.
 * Format: bzip2 1.0.8 decompress.c.
 */
export function decodeBlock(bytes: Uint8Array, startBit: number, level: number): Bzip2Step {
  const bits = new Bits(bytes)
  if (startBit > 0) bits.read(startBit)
  const magic = [bits.read(24), bits.read(24)]
  bits.read(16)
  bits.read(16)
  if (magic[0] === END_MAGIC[0] && magic[1] === END_MAGIC[1]) {
    return { kind: 'end', nextByte: Math.ceil(bits.position() / 8) }
  }
  if (magic[0] !== BLOCK_MAGIC[0] || magic[1] !== BLOCK_MAGIC[1]) throw new Error('no bzip2 block where one must be')
  if (bits.read(1)) throw new Error('randomised bzip2 blocks (before 0.9.5) are not read')
  const origin = bits.read(24)
  const used = usedBytes(bits)
  const block = new Uint32Array(level * 100_000)
  const counts = new Uint32Array(256)
  const length = readSymbols(bits, used, block, counts)
  if (origin >= length) throw new Error('damaged block origin')
  link(block, length, counts)
  return { kind: 'block', bytes: expand(block, length, origin), nextBit: bits.position() }
}
