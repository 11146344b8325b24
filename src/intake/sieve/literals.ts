/** A literal that finds nothing another does not find is dropped; sorted, so that order of declaration does not matter. */
export function reduceLiterals(gates: readonly string[]): readonly string[] {
  const unique = [...new Set(gates)].sort()
  return unique.filter((gate) => !unique.some((other) => other !== gate && gate.includes(other)))
}

/**
 * The bytes of the literals; an anchored one begins with a line feed. A literal has at least three bytes ('\n' included): shorter ones
 * would let nearly every line through.
 */
export function toLiterals(gates: readonly string[]): readonly Buffer[] {
  const all = reduceLiterals(gates).map((gate) => Buffer.from(gate, 'utf8'))
  for (const bytes of all) {
    if (bytes.length < 3) throw new RangeError(`gate ${JSON.stringify(bytes.toString())} is shorter than three bytes`)
  }
  return all
}
