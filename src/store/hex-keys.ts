import { GrowingWords } from '../base/growing-words.ts'
import { largeInts } from '../base/large-buffer.ts'
import { detached, type Keys } from './dictionary.ts'

/** A text, or the bytes of one in ASCII. */
export type KeyText = string | KeyBytes

export interface KeyBytes {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
}

/** Digits of a sandbox id, and the words that they are kept in. */
const DIGITS = 64
const WORDS = 8
/** Words kept of an id: its digits and its number. */
const KEPT = WORDS + 1
const NONE = 255
const FIRST_SLOTS = 2048

/** Values of the digits 0 to 9, a to f by their code. */
const VALUES: Uint8Array = new Uint8Array(256).fill(NONE)
for (let value = 0; value < 16; value++) VALUES[value.toString(16).charCodeAt(0)] = value

/** The key that was asked for last, whether it is an id, and the words of that. A new id is asked for in two generations and then kept in one. */
let lastKey: KeyText | undefined
let wasId = false
const asked: Uint32Array = new Uint32Array(WORDS)

/**
 * Numbers of texts of which nearly all are ids of 64 hex digits: those are kept as 32 bytes each in a table, the others as strings. That
 * takes a third of the memory of a Map, and no string has to be made to look for one.
 */
export class HexKeys implements Keys<KeyText> {
  private readonly others = new Map<string, number>()
  private readonly kept: GrowingWords
  /** Place of an id in `kept`, plus one, by hash; 0 = free. Half of the slots stay free. */
  private slots: Int32Array = new Int32Array(FIRST_SLOTS)
  private known = 0

  /** `most`: keys that will be kept at most. */
  constructor(most: number) {
    this.kept = new GrowingWords(most * KEPT)
  }

  get size(): number {
    return this.known + this.others.size
  }

  get(key: KeyText): number | undefined {
    if (!ask(key)) return this.others.get(textOf(key))
    const place = this.slots[this.slotOf(asked, 0)] ?? 0
    return place === 0 ? undefined : this.kept.words[place * KEPT - 1]
  }

  /** Keeps a key that is not known yet. */
  set(key: KeyText, id: number): void {
    if (!ask(key)) {
      this.others.set(detached(textOf(key)), id)
      return
    }
    if (this.known * 2 === this.slots.length) this.widen()
    const at = this.known * KEPT
    this.kept.need(at + KEPT)
    this.kept.words.set(asked, at)
    this.kept.words[at + WORDS] = id
    this.slots[this.slotOf(asked, 0)] = ++this.known
  }

  /** Slot of the id whose words begin at `from`, or the free one where it belongs. */
  private slotOf(id: Uint32Array, from: number): number {
    const { slots } = this
    const { words } = this.kept
    const mask = slots.length - 1
    let slot = (Math.imul((id[from] ?? 0) ^ (id[from + 7] ?? 0), 0x9e3779b1) ^ (id[from + 1] ?? 0)) & mask
    for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
      const at = (place - 1) * KEPT
      let n = 0
      while (n < WORDS && words[at + n] === id[from + n]) n++
      if (n === WORDS) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  private widen(): void {
    this.slots = largeInts(this.slots.length * 2)
    for (let place = 0; place < this.known; place++) this.slots[this.slotOf(this.kept.words, place * KEPT)] = place + 1
  }
}

/** The text of a key. */
export function textOf(key: KeyText): string {
  return typeof key === 'string' ? key : Buffer.prototype.latin1Slice.call(key.bytes, key.from, key.to)
}

/** Puts the words of a key into `asked`; false where it is not of 64 hex digits. */
function ask(key: KeyText): boolean {
  if (key === lastKey) return wasId
  lastKey = key
  wasId =
    typeof key === 'string' ? key.length === DIGITS && askText(key) : key.to - key.from === DIGITS && askBytes(key)
  return wasId
}

function askText(key: string): boolean {
  let all = 0
  for (let word = 0, at = 0; word < WORDS; word++) {
    let value = 0
    for (const end = at + 8; at < end; at++) {
      const digit = VALUES[key.charCodeAt(at)] ?? NONE
      all |= digit
      value = (value << 4) | digit
    }
    asked[word] = value
  }
  return all < 16
}

const digitAt = (bytes: Uint8Array, at: number): number => VALUES[bytes[at] ?? 0] ?? NONE

/** The digits of a word are written out: in a loop they take twice the time. */
function askBytes({ bytes, from }: KeyBytes): boolean {
  let all = 0
  for (let word = 0, at = from; word < WORDS; word++, at += 8) {
    const a = digitAt(bytes, at)
    const b = digitAt(bytes, at + 1)
    const c = digitAt(bytes, at + 2)
    const d = digitAt(bytes, at + 3)
    const e = digitAt(bytes, at + 4)
    const f = digitAt(bytes, at + 5)
    const g = digitAt(bytes, at + 6)
    const h = digitAt(bytes, at + 7)
    all |= a | b | c | d | e | f | g | h
    asked[word] = (a << 28) | (b << 24) | (c << 20) | (d << 16) | (e << 12) | (f << 8) | (g << 4) | h
  }
  return all < 16
}
