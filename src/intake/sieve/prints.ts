import { ordinaryText } from './ordinary-text.ts'

/** Four bytes at a place of a literal. */
export interface Print {
  /** The bytes, little-endian. */
  readonly word: number
  /** Number of the literal. */
  readonly literal: number
  /** Where they begin in the literal: from -1, the byte before it, to its length less 3, where the byte after it is the last of them. */
  readonly at: number
}

/** What a scanner looks for that looks at every `stride` th place of a text alone. */
export interface Prints {
  readonly stride: 2 | 4
  readonly prints: readonly Print[]
}

/** Literals of fewer bytes have too few places for a stride of 4. */
const SHORTEST_FOR_4 = 5
export const CELLS = 65536
/** As in scanner.as. Of those of well-known hash functions it puts the fewest words of ordinary logs into the cells of the product's gates. */
const MULTIPLIER = 0xcc9e2d51

/** Cell of four bytes, little-endian. */
export const cellOf = (word: number): number => Math.imul(word, MULTIPLIER) >>> 16

/**
 * Prints of which every literal has one at a place that is looked at, wherever it stands in the text: one for each remainder of its
 * place by the stride. They are chosen to be rare in ordinary text. Ties go to what more literals have, then to the first place.
 */
export function choosePrints(literals: readonly Buffer[]): Prints {
  const stride = literals.every(({ length }) => length >= SHORTEST_FOR_4) ? 4 : 2
  const ordinary = countCells([Buffer.from(ordinaryText)])
  const shared = countCells(literals)
  const prints: Print[] = []
  literals.forEach((bytes, literal) => {
    for (let rest = 0; rest < stride; rest++) {
      const at = rarest(bytes, rest, stride, ordinary, shared)
      if (at >= 0) prints.push({ word: bytes.readUInt32LE(at), literal, at })
      else addBeside(prints, bytes, literal, rest === stride - 1)
    }
  })
  return { stride, prints }
}

/** How often the four bytes of every cell stand in texts. */
function countCells(texts: readonly Buffer[]): Uint16Array {
  const counts = new Uint16Array(CELLS)
  for (const bytes of texts) {
    for (let at = 0; at + 4 <= bytes.length; at++) {
      const cell = cellOf(bytes.readUInt32LE(at))
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return counts
}

/** The place to look at of those with a remainder; -1 where a short literal has none. */
function rarest(bytes: Buffer, rest: number, stride: number, ordinary: Uint16Array, shared: Uint16Array): number {
  let best = -1
  let fewest = Number.POSITIVE_INFINITY
  let most = 0
  for (let at = rest; at + 4 <= bytes.length; at += stride) {
    const cell = cellOf(bytes.readUInt32LE(at))
    const often = ordinary[cell] ?? 0
    const holders = shared[cell] ?? 0
    if (often > fewest || (often === fewest && holders <= most)) continue
    best = at
    fewest = often
    most = holders
  }
  return best
}

/** Three bytes of a short literal with any byte before (its first three) or behind (its last three). */
function addBeside(prints: Print[], bytes: Buffer, literal: number, isBefore: boolean): void {
  const at = isBefore ? -1 : bytes.length - 3
  const three = bytes.readUIntLE(Math.max(at, 0), 3)
  for (let byte = 0; byte < 256; byte++) {
    prints.push({ word: (isBefore ? (three << 8) | byte : three | (byte << 24)) >>> 0, literal, at })
  }
}
