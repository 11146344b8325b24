// Lists of integers as short texts: five bits a character, as in source maps. Small numbers, and deltas of sorted ones, take one or two.
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const MORE = 32

/** Integers of up to 51 bits, either sign, as a text. */
export function packNumbers(values: readonly number[]): string {
  let text = ''
  for (const value of values) {
    // the sign takes the lowest bit
    let rest = value < 0 ? -value * 2 - 1 : value * 2
    while (rest >= MORE) {
      text += DIGITS.charAt((rest % MORE) + MORE)
      rest = Math.floor(rest / MORE)
    }
    text += DIGITS.charAt(rest)
  }
  return text
}

/** Integers as differences from the one before. */
export function packDeltas(values: readonly number[]): string {
  return packNumbers(values.map((value, i) => value - (values[i - 1] ?? 0)))
}

/** What `packNumbers` packed, `count` numbers; a text that ends early gives zeros. */
export function unpackNumbers(text: string, count: number): Float64Array {
  const values = new Float64Array(count)
  let at = 0
  for (let i = 0; i < count && at < text.length; i++) {
    let value = 0
    let scale = 1
    for (; at < text.length; scale *= MORE) {
      const digit = digitOf(text.charCodeAt(at++))
      value += (digit % MORE) * scale
      if (digit < MORE) break
    }
    values[i] = value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }
  return values
}

/** What `packDeltas` packed. */
export function unpackDeltas(text: string, count: number): Float64Array {
  const values = unpackNumbers(text, count)
  for (let i = 1; i < count; i++) values[i] = (values[i] ?? 0) + (values[i - 1] ?? 0)
  return values
}

const VALUES = new Uint8Array(128)
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i

function digitOf(code: number): number {
  return VALUES[code] ?? 0
}
