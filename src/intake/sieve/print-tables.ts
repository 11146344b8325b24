import { CELLS, cellOf, type Print } from './prints.ts'

const NUMBERS = CELLS
const GROUPS = NUMBERS + CELLS * 2
const GROUP_BYTES = 24
const ENTRY_BYTES = 12

/** Room that the tables of scanner.as take at most: cells, numbers, groups, entries, and the literals themselves. */
export function printBytes(literals: readonly Buffer[], prints: readonly Print[]): number {
  const literalBytes = literals.reduce((sum, { length }) => sum + length, 0)
  return GROUPS + prints.length * GROUP_BYTES + prints.length * ENTRY_BYTES + literalBytes
}

/** Writes the tables that scanner.as reads from `at` on, a multiple of 4. Prints of one cell are a group. */
export function writePrints(
  memory: WebAssembly.Memory,
  at: number,
  literals: readonly Buffer[],
  prints: readonly Print[],
): void {
  const cells = new Uint8Array(memory.buffer, at, CELLS)
  const numbers = new Uint16Array(memory.buffer, at + NUMBERS, CELLS)
  const words = new Uint32Array(memory.buffer)
  const groups = groupsOf(prints)
  const entriesAt = at + GROUPS + groups.length * GROUP_BYTES
  const addresses = writeLiterals(memory, literals, entriesAt + prints.length * ENTRY_BYTES)
  let entry = entriesAt
  groups.forEach((group, i) => {
    const cell = cellOf(group[0]?.word ?? 0)
    cells[cell] = 1
    numbers[cell] = i
    const first = entry
    for (const { literal, at: place } of group) {
      words.set([addresses[literal] ?? 0, literals[literal]?.length ?? 0, place], entry / 4)
      entry += ENTRY_BYTES
    }
    words.set([...commonBits(group, literals), first, entry], (at + GROUPS + i * GROUP_BYTES) / 4)
  })
}

function groupsOf(prints: readonly Print[]): readonly (readonly Print[])[] {
  const groups = new Map<number, Print[]>()
  for (const print of prints) {
    const cell = cellOf(print.word)
    const group = groups.get(cell)
    if (group === undefined) groups.set(cell, [print])
    else group.push(print)
  }
  return [...groups.values()]
}

/** Four bytes of a group and the four behind them, each with the bits in which all its literals agree. */
function commonBits(group: readonly Print[], literals: readonly Buffer[]): readonly number[] {
  let word = 0
  let wordBits = -1
  let next = 0
  let nextBits = -1
  group.forEach((print, i) => {
    const { bytes, bits } = behind(literals[print.literal], print.at + 4)
    if (i === 0) {
      word = print.word
      next = bytes
    }
    wordBits &= ~(print.word ^ word)
    nextBits &= ~(bytes ^ next) & bits
  })
  return [word, wordBits, next, nextBits]
}

/** Up to four bytes of a literal, and the bits of those that it has. */
function behind(literal: Buffer | undefined, from: number): { readonly bytes: number; readonly bits: number } {
  const length = literal === undefined ? 0 : Math.min(4, literal.length - from)
  if (literal === undefined || length <= 0) return { bytes: 0, bits: 0 }
  return { bytes: literal.readUIntLE(from, length), bits: length === 4 ? -1 : (1 << (8 * length)) - 1 }
}

/** Puts the literals one after the other; their addresses. */
function writeLiterals(memory: WebAssembly.Memory, literals: readonly Buffer[], from: number): readonly number[] {
  const bytes = new Uint8Array(memory.buffer)
  let at = from
  return literals.map((literal) => {
    bytes.set(literal, at)
    at += literal.length
    return at - literal.length
  })
}
