/**
 * Classes of bytes as bits, of which a byte has all that hold for it. FIXED is no class: the byte must be the one that stands there. Letters
 * of one class have a bit for each sixteen codes they lie in, so that two look-ups by half a byte tell a byte's bits.
 */
export const FIXED = 0
/** 0 to 9. */
export const DIGIT = 1
/** 0 to 9, a to f. */
export const HEX = 3
/** Letters and digits of machine-given endings. */
export const RANDOM = 28
/** Any byte below 0x80. */
export const ASCII = 128
export const ANY = 64

/** Letters that make no words (apimachinery util/rand). */
export const RANDOM_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** Bits by the lower half of a byte, and by its upper half: a byte has those that are in both. */
export const LOW_BITS: Uint8Array = new Uint8Array(16).fill(ASCII + ANY)
export const HIGH_BITS: Uint8Array = Uint8Array.from({ length: 16 }, (_, high) => (high < 8 ? ASCII + ANY : ANY))

function allow(letters: string, bit: number): void {
  for (const byte of Buffer.from(letters, 'latin1')) {
    LOW_BITS[byte & 15] = (LOW_BITS[byte & 15] ?? 0) | bit
    HIGH_BITS[byte >> 4] = (HIGH_BITS[byte >> 4] ?? 0) | bit
  }
}

const inRow = (letters: string, row: number): string =>
  letters.replace(/./g, (one) => (one.charCodeAt(0) >> 4 === row ? one : ''))

allow('0123456789', 1)
allow('abcdef', 2)
for (const [bit, row] of [
  [4, 3],
  [8, 6],
  [16, 7],
] as const)
  allow(inRow(RANDOM_LETTERS, row), bit)

/** All bits of a byte. */
export function bitsOf(byte: number): number {
  return (LOW_BITS[byte & 15] ?? 0) & (HIGH_BITS[byte >> 4] ?? 0)
}
