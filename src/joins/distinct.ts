/**
 * Counts distinct texts or whole numbers (one set holds the one or the other) in eight bytes each: open addressing over the numbers, of
 * texts over 53-bit hashes (two texts of ten million collide once in a billion runs).
 */
export interface Distinct {
  readonly add: (value: string | number) => void
  readonly size: () => number
}

const FIRST_SIZE = 64

/** An empty set. The empty text and 0 are not counted. */
export function newDistinct(): Distinct {
  let slots = new Float64Array(FIRST_SIZE)
  let size = 0
  const insert = (table: Float64Array, hash: number): boolean => {
    let at = hash % table.length
    for (let slot = table[at] ?? 0; slot !== 0; slot = table[at] ?? 0) {
      if (slot === hash) return false
      at = (at + 1) % table.length
    }
    table[at] = hash
    return true
  }
  const grow = (): void => {
    const larger = new Float64Array(slots.length * 2)
    for (const hash of slots) if (hash !== 0) insert(larger, hash)
    slots = larger
  }
  return {
    add: (value) => {
      if (value === '' || value === 0) return
      if (!insert(slots, typeof value === 'number' ? value : hashOf(value))) return
      size += 1
      if (size * 2 > slots.length) grow()
    },
    size: () => size,
  }
}

/** Two multiplicative 32-bit hashes (FNV-1a and a second prime) joined to 53 bits; never 0. */
function hashOf(text: string): number {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
    b ^= b >>> 15
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff) + 1
}
