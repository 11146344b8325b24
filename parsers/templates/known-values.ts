import type { PartPlaces } from './part-places.ts'
import { isValue } from './parts.ts'

/** Values of one part; when there are more, all are forgotten. */
const MOST_VALUES = 4096
const FIRST_SLOTS = 64
/** Of the FNV hash. */
const PRIME = 0x01000193

/** A set of ASCII texts that is asked by bytes or characters, without making strings of them. */
export class ValueSet {
  private texts: string[] = []
  /** Place of a text in `texts`, plus one, by hash; 0 = free. */
  private slots = new Uint16Array(FIRST_SLOTS)

  /** Whether bytes [from, to) are one of the texts. */
  hasBytes(bytes: Uint8Array, from: number, to: number): boolean {
    let hash = 0
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME)
    const { slots, texts } = this
    const mask = slots.length - 1
    for (let slot = fold(hash) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const text = texts[(slots[slot] ?? 0) - 1] ?? ''
      let n = 0
      if (text.length === to - from) while (n < text.length && text.charCodeAt(n) === bytes[from + n]) n++
      if (n > 0 && n === text.length) return true
    }
    return false
  }

  has(text: string): boolean {
    return this.texts[(this.slots[this.slotOf(text)] ?? 0) - 1] === text
  }

  /** Adds a text that is not empty. */
  add(text: string): void {
    if (this.has(text)) return
    if (this.texts.length === MOST_VALUES) {
      this.texts = []
      this.slots = new Uint16Array(FIRST_SLOTS)
    }
    // A copy: a piece of a line would keep the whole line.
    this.texts.push(Buffer.from(text, 'latin1').toString('latin1'))
    if (this.texts.length * 2 > this.slots.length) this.grow()
    else this.slots[this.slotOf(text)] = this.texts.length
  }

  private grow(): void {
    this.slots = new Uint16Array(this.slots.length * 2)
    for (const [i, text] of this.texts.entries()) this.slots[this.slotOf(text)] = i + 1
  }

  /** Slot of a text, or the free one where it belongs. */
  private slotOf(text: string): number {
    let hash = 0
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
    const { slots, texts } = this
    const mask = slots.length - 1
    let slot = fold(hash) & mask
    while (slots[slot] !== 0 && texts[(slots[slot] ?? 0) - 1] !== text) slot = (slot + 1) & mask
    return slot
  }
}

const fold = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0

/** Texts of a model's values with which it was seen to say what the ordinary way says, and those with which it was not. */
export class KnownValues {
  /** By part; none for parts that are no values or have the text of an earlier one. */
  readonly sets: readonly (ValueSet | undefined)[]
  private readonly refused = new ValueSet()

  constructor({ kinds, same }: Pick<PartPlaces, 'kinds' | 'same'>) {
    this.sets = kinds.map((kind, i) => (isValue(kind) && same[i] === i ? new ValueSet() : undefined))
  }

  /** Whether each value of a line is known. */
  has(line: string, { starts, ends }: PartPlaces): boolean {
    return this.sets.every((set, i) => set === undefined || set.has(line.slice(starts[i], ends[i])))
  }

  add(line: string, { starts, ends }: PartPlaces): void {
    for (const [i, set] of this.sets.entries()) set?.add(line.slice(starts[i], ends[i]))
  }

  /** Whether the values of a line were refused together. */
  isRefused(line: string, places: PartPlaces): boolean {
    return this.refused.has(this.together(line, places))
  }

  refuse(line: string, places: PartPlaces): void {
    this.refused.add(this.together(line, places))
  }

  private together(line: string, { starts, ends }: PartPlaces): string {
    return this.sets.map((set, i) => (set === undefined ? '' : line.slice(starts[i], ends[i]))).join(' ')
  }
}
