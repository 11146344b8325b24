import { ordinaryText } from './ordinary-text.ts'

/** A literal as bytes; an anchored one begins with a line feed. */
export interface Literal {
  readonly bytes: Buffer
  /** Offset of its rarest three bytes. */
  readonly printAt: number
  /** Those three bytes, little-endian. */
  readonly print: number
}

/** A literal that finds nothing another does not find is dropped; sorted, so that order of declaration does not matter. */
export function reduceLiterals(gates: readonly string[]): readonly string[] {
  const unique = [...new Set(gates)].sort()
  return unique.filter((gate) => !unique.some((other) => other !== gate && gate.includes(other)))
}

/**
 * Literals with their fingerprints. A literal has at least three bytes ('\n' included): shorter ones would let nearly
 * every line through.
 */
export function toLiterals(gates: readonly string[]): readonly Literal[] {
  const all = reduceLiterals(gates).map((gate) => Buffer.from(gate, 'utf8'))
  for (const bytes of all) {
    if (bytes.length < 3) throw new RangeError(`gate ${JSON.stringify(bytes.toString())} is shorter than three bytes`)
  }
  const chosen = choosePrints(all)
  return all.map((bytes) => {
    const print = rarest(bytes, chosen)
    return { bytes, print, printAt: prints(bytes).indexOf(print) }
  })
}

/** Every three bytes of a text, little-endian, by place. */
function prints(bytes: Buffer): readonly number[] {
  const found: number[] = []
  for (let at = 0; at + 2 < bytes.length; at++)
    found.push((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16))
  return found
}

/** What one more fingerprint costs, in occurrences in the ordinary text: it widens a bucket's masks. */
const PRINT_COST = 3

/** Few fingerprints, rare in ordinary text, of which every literal has one (greedy set cover). Ties go to the smaller number. */
function choosePrints(all: readonly Buffer[]): ReadonlySet<number> {
  const own = all.map((bytes) => [...new Set(prints(bytes))])
  const holders = new Map<number, number[]>()
  own.forEach((some, literal) => {
    for (const print of some) {
      const list = holders.get(print)
      if (list === undefined) holders.set(print, [literal])
      else list.push(literal)
    }
  })
  const sorted = [...holders.keys()].sort((a, b) => a - b)
  const rank = new Map(sorted.map((print, i) => [print, i]))
  const costs = Float64Array.from(sorted, (print) => PRINT_COST + occurrences(print))
  /** Literals without a chosen fingerprint that have this one. */
  const uncovered = Int32Array.from(sorted, (print) => holders.get(print)?.length ?? 0)
  const left = new Set(all.keys())
  const chosen = new Set<number>()
  while (left.size > 0) {
    const best = sorted[mostWorth(uncovered, costs)] ?? -1
    chosen.add(best)
    for (const literal of holders.get(best) ?? []) {
      if (!left.delete(literal)) continue
      for (const print of own[literal] ?? []) {
        const at = rank.get(print) ?? 0
        uncovered[at] = (uncovered[at] ?? 0) - 1
      }
    }
  }
  return chosen
}

/** First place of the highest count for its cost. */
function mostWorth(counts: Int32Array, costs: Float64Array): number {
  let best = 0
  let bestWorth = 0
  for (let i = 0; i < counts.length; i++) {
    const worth = (counts[i] ?? 0) / (costs[i] ?? 1)
    if (worth <= bestWorth) continue
    best = i
    bestWorth = worth
  }
  return best
}

function rarest(bytes: Buffer, chosen: ReadonlySet<number>): number {
  return prints(bytes)
    .filter((print) => chosen.has(print))
    .reduce((best, print) => (occurrences(print) < occurrences(best) ? print : best))
}

let ordinary: Map<number, number> | undefined

/** How often a fingerprint stands in the ordinary text. */
function occurrences(print: number): number {
  if (ordinary === undefined) {
    ordinary = new Map()
    for (const one of prints(Buffer.from(ordinaryText))) ordinary.set(one, (ordinary.get(one) ?? 0) + 1)
  }
  return ordinary.get(print) ?? 0
}

/** Share of the ordinary text's bytes. */
function byteShares(): readonly number[] {
  const bytes = Buffer.from(ordinaryText)
  const shares = new Array<number>(256).fill(0)
  for (const byte of bytes) shares[byte] = (shares[byte] ?? 0) + 1 / bytes.length
  return shares
}

/** Nibbles that a bucket lets through at each of the three places, low and high, as bit sets. */
class Masks {
  private readonly sets = [0, 0, 0, 0, 0, 0]

  add(print: number): void {
    for (let k = 0; k < 3; k++) {
      const byte = (print >> (8 * k)) & 255
      this.sets[2 * k] = (this.sets[2 * k] ?? 0) | (1 << (byte & 15))
      this.sets[2 * k + 1] = (this.sets[2 * k + 1] ?? 0) | (1 << (byte >> 4))
    }
  }

  /** Share of places in ordinary text that pass with one more print, were its bytes independent. */
  passing(print: number, shares: readonly number[]): number {
    let product = 1
    for (let k = 0; k < 3; k++) {
      const byte = (print >> (8 * k)) & 255
      const low = (this.sets[2 * k] ?? 0) | (1 << (byte & 15))
      const high = (this.sets[2 * k + 1] ?? 0) | (1 << (byte >> 4))
      let sum = 0
      for (let b = 0; b < 256; b++) if ((low >> (b & 15)) & 1 && (high >> (b >> 4)) & 1) sum += shares[b] ?? 0
      product *= sum + 1e-5
    }
    return product
  }
}

/** Literals with equal fingerprints share a bucket; each fingerprint goes where it opens the masks least. */
export function toBuckets(literals: readonly Literal[], count: number): readonly (readonly Literal[])[] {
  const shares = byteShares()
  const buckets = Array.from({ length: count }, () => ({ masks: new Masks(), passing: 0, literals: [] as Literal[] }))
  const all = [...new Set(literals.map(({ print }) => print))].sort((a, b) => a - b)
  for (const print of all) {
    const costs = buckets.map(({ masks, passing }) => masks.passing(print, shares) - passing)
    const bucket = buckets[costs.indexOf(Math.min(...costs))]
    if (bucket === undefined) continue
    bucket.passing = bucket.masks.passing(print, shares)
    bucket.masks.add(print)
    bucket.literals.push(...literals.filter((literal) => literal.print === print))
  }
  return buckets.map((bucket) => bucket.literals)
}
