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
  return reduceLiterals(gates).map((gate) => {
    const bytes = Buffer.from(gate, 'utf8')
    if (bytes.length < 3) throw new RangeError(`gate ${JSON.stringify(gate)} is shorter than three bytes`)
    const printAt = rarest(bytes)
    return { bytes, printAt, print: bytes.readUIntLE(printAt, 3) }
  })
}

/** Bytes of journald, containerd and kubelet text, most frequent first (counted over node logs); others are taken for rare. */
const FREQUENT = 'ea0-1tdn4ie2o:rc"3b8f9567s\\lup=.mI/gkSh[]T vwPKE(y)xD,NVUMzCL{}Rq_&j'
const HEX = '0123456789abcdef '

function weight(byte: number): number {
  const char = String.fromCharCode(byte)
  const at = FREQUENT.indexOf(char)
  if (at < 0) return 1
  return 400 - at * 5 + (HEX.includes(char) ? 300 : 0)
}

function rarest(bytes: Buffer): number {
  let best = 0
  let bestWeight = Number.POSITIVE_INFINITY
  for (let at = 0; at + 3 <= bytes.length; at++) {
    const sum = weight(bytes[at] ?? 0) + weight(bytes[at + 1] ?? 0) + weight(bytes[at + 2] ?? 0)
    if (sum < bestWeight) {
      best = at
      bestWeight = sum
    }
  }
  return best
}

/** Literals with equal fingerprints share a bucket; the buckets are filled evenly in order of fingerprint text, so that their masks stay narrow. */
export function toBuckets(literals: readonly Literal[], buckets: number): readonly (readonly Literal[])[] {
  const key = (literal: Literal): string => literal.bytes.toString('latin1', literal.printAt, literal.printAt + 3)
  const prints = [...new Set(literals.map(key))].sort()
  const share = Math.max(1, prints.length / buckets)
  return Array.from({ length: buckets }, (_, bucket) =>
    literals.filter((literal) => Math.floor(prints.indexOf(key(literal)) / share) === bucket),
  )
}
