/** Reads bits, most significant first, from bytes that are all in memory. */
export class Bits {
  readonly bytes: Uint8Array
  at = 0
  private held = 0
  private count = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** 1 to 24 bits; throws RangeError at the end of the bytes. */
  read(n: number): number {
    while (this.count < n) {
      if (this.at >= this.bytes.length) throw new RangeError('out of bits')
      this.held = (this.held << 8) | (this.bytes[this.at++] ?? 0)
      this.count += 8
    }
    const value = (this.held >>> (this.count - n)) & ((1 << n) - 1)
    this.count -= n
    this.held &= (1 << this.count) - 1
    return value
  }

  /** Bits consumed so far. */
  position(): number {
    return this.at * 8 - this.count
  }
}

/** A canonical Huffman code. */
export interface Table {
  readonly minLength: number
  readonly maxLength: number
  /** Largest code of each length, -1 where none. */
  readonly limit: Int32Array
  readonly base: Int32Array
  readonly symbols: Uint16Array
}

/** Canonical Huffman table from code lengths (1 to 20). */
export function table(lengths: Uint8Array): Table {
  let minLength = 32
  let maxLength = 0
  for (const length of lengths) {
    if (length < minLength) minLength = length
    if (length > maxLength) maxLength = length
  }
  const symbols = new Uint16Array(lengths.length)
  const limit = new Int32Array(maxLength + 2).fill(-1)
  const base = new Int32Array(maxLength + 2)
  let filled = 0
  let code = 0
  for (let length = minLength; length <= maxLength; length++) {
    base[length] = filled - code
    for (let s = 0; s < lengths.length; s++) {
      if (lengths[s] === length) {
        symbols[filled++] = s
        code++
      }
    }
    limit[length] = code - 1
    code <<= 1
  }
  return { minLength, maxLength, limit, base, symbols }
}

/** Reads one symbol; throws where the code is damaged. */
export function symbol(bits: Bits, t: Table): number {
  let code = bits.read(t.minLength)
  let length = t.minLength
  while (code > (t.limit[length] ?? -1)) {
    if (++length > t.maxLength) throw new Error('damaged Huffman code')
    code = (code << 1) | bits.read(1)
  }
  return t.symbols[code + (t.base[length] ?? 0)] ?? 0
}
