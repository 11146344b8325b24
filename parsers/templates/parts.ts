import { RANDOM_LETTERS } from '../../src/base/byte-classes.ts'
import { isDigit } from '../grammar/scan.ts'
import { findHead, type Head, isoEnd, isTextStart, KLOG_TIME } from './head.ts'
import { NO_SENDER, type Sender, Senders } from './sender.ts'
import { anchorAt, attemptEnd, nameEnd } from './value-anchors.ts'

/** What varies between lines of one template: a time, or one of the names that machines give. */
export const SHORT_TIME = 1
export const ISO_TIME = 2
export const KLOG_TIME_PART = 3
/** 64 lower-case hex digits: sandbox, container, digest. */
export const HEX_64 = 4
export const UUID = 5
/** `-t9kjsczks`, `-j7jzz`: what controllers add to names, of letters that make no words (apimachinery util/rand). */
export const SUFFIX = 6
/** Process id of a klog head, of as many digits in all lines of a template. */
export const KLOG_PID = 7
/** Name of a pod or namespace up to what a controller added, and how often a sandbox was tried, where records say that they are that. */
export const NAME = 8
export const ATTEMPT = 9

/** Whether parts of a kind may be of any length, and have only texts of which the ordinary way was asked (known-values.ts). */
export const isValue = (kind: number): boolean => kind >= NAME

/** Longer lines, and lines of more parts, are read the ordinary way. */
const MAX_LINE = 4096
const MAX_PARTS = 24
/** Shorter numbers stand in too many texts to be told apart. */
const SHORTEST_PID = 3
const LONGEST_PID = 10

/** Of the FNV hash. */
const PRIME = 0x01000193
const IS_WORD = 1
const IS_HEX = 2
const IS_RANDOM = 4

const CLASSES: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  const letter = String.fromCharCode(code)
  if (!/[0-9a-z]/.test(letter)) return 0
  return IS_WORD + (/[0-9a-f]/.test(letter) ? IS_HEX : 0) + (RANDOM_LETTERS.includes(letter) ? IS_RANDOM : 0)
})

/**
 * Cuts a line into what its template has and what varies. One object, used again for each line. `same[i]` is the first part with
 * the same text. The hash is over the text between, and kinds, lengths and sameness of the parts; `core` is the same for all senders of
 * one kind (sender.ts) and for values of any length.
 */
export class Parts {
  head: Head | undefined
  count = 0
  hash = 0
  core = 0
  sender: Sender = NO_SENDER
  private readonly senders = new Senders()
  private all = 0
  /** Hash of the lengths of values. */
  private lengths = 0
  private isFull = false
  readonly kinds: Uint8Array = new Uint8Array(MAX_PARTS)
  readonly starts: Uint16Array = new Uint16Array(MAX_PARTS)
  readonly ends: Uint16Array = new Uint16Array(MAX_PARTS)
  readonly same: Uint8Array = new Uint8Array(MAX_PARTS)

  /** Whether a part is a value. */
  get hasValues(): boolean {
    return this.lengths !== 0
  }

  /** False where the line is of no frequent form; then it has no template. `values`: they are parts, not text between. */
  cut(line: string, values = false): boolean {
    this.count = 0
    this.hash = 0
    this.lengths = 0
    this.isFull = false
    if (line.length > MAX_LINE) return false
    const head = findHead(line)
    this.head = head
    if (head === undefined || !isTextStart(line, head.textAt)) return false
    if (head.shape !== 'bare') {
      this.add(line, head.shape === 'iso' ? ISO_TIME : SHORT_TIME, 0, head.stampEnd)
      this.mix(line, head.stampEnd, head.senderAt)
    }
    this.sender = head.shape === 'bare' ? NO_SENDER : this.senders.of(line, head)
    this.hash = Math.imul(this.hash ^ this.sender.kindHash, PRIME)
    this.cutWords(line, this.cutTime(line, head.textAt), line.length, values)
    this.core = this.hash
    this.hash = Math.imul(this.hash ^ this.sender.hash, PRIME) ^ this.lengths
    return !this.isFull
  }

  /** Index behind the time of the logger, and the process of a klog head. */
  private cutTime(line: string, textAt: number): number {
    const logrus = line.charCodeAt(textAt) === 116
    const from = textAt + (logrus ? 6 : 1)
    const end = logrus ? isoEnd(line, from) : from + KLOG_TIME
    this.mix(line, textAt, from)
    this.add(line, logrus ? ISO_TIME : KLOG_TIME_PART, from, end)
    return logrus ? end : this.cutPid(line, end)
  }

  // E0426 00:43:24.518120    1205 remote_runtime.go:205] ...
  private cutPid(line: string, from: number): number {
    let start = from
    while (line.charCodeAt(start) === 32) start++
    let end = start
    while (isDigit(line.charCodeAt(end))) end++
    if (end - start < SHORTEST_PID || end - start > LONGEST_PID || line.charCodeAt(end) !== 32) return from
    this.mix(line, from, start)
    this.add(line, KLOG_PID, start, end)
    return end
  }

  private cutWords(line: string, from: number, to: number, values: boolean): void {
    let at = from
    while (at < to && !this.isFull) {
      const start = at
      const before = this.hash
      at = this.mixWord(line, start)
      if (values && this.all === 0) {
        at = this.cutValues(line, start)
        continue
      }
      const end = at - start < 5 || this.all === IS_WORD ? 0 : this.partEnd(line, start, at, this.all)
      if (end === 0) continue
      this.hash = before
      this.add(line, end - start === 64 ? HEX_64 : end - start === 36 ? UUID : SUFFIX, start, end)
      at = end
    }
  }

  /** Index behind the values that the character at `mark` announces, or behind the character. */
  private cutValues(line: string, mark: number): number {
    const at = mark + 1
    const anchor = anchorAt(line, mark)
    if (anchor === undefined) return at
    if (anchor === 'attempt') return this.addValue(line, ATTEMPT, at, attemptEnd(line, at))
    const end = nameEnd(line, at)
    const named = this.cutName(line, at, end)
    if (anchor === 'name') return named
    this.cutWords(line, named, end, false)
    this.mix(line, end, end + 1)
    return this.cutName(line, end + 1, nameEnd(line, end + 1))
  }

  /** Cuts a name up to the part that begins within it. Index behind what was cut. */
  private cutName(line: string, from: number, to: number): number {
    let end = to
    for (let at = from; at < to && end === to; ) {
      const start = at
      let all = IS_WORD + IS_HEX + IS_RANDOM
      while (at < to && (CLASSES[line.charCodeAt(at)] ?? 0) !== 0) all &= CLASSES[line.charCodeAt(at++)] ?? 0
      if (at === start) at++
      else if (at - start >= 5 && all !== IS_WORD && this.partEnd(line, start, at, all) > 0) end = start - 1
    }
    return end > from ? this.addValue(line, NAME, from, end) : from
  }

  private addValue(line: string, kind: number, from: number, end: number): number {
    this.add(line, kind, from, end)
    this.lengths = Math.imul(this.lengths ^ (this.count * 65536 + end - from), PRIME) | 1
    return end
  }

  /** Mixes in the word that begins here, or one other character; the index behind. `all` is what is true of all its letters. */
  private mixWord(line: string, from: number): number {
    let at = from
    let { hash } = this
    let all = IS_WORD + IS_HEX + IS_RANDOM
    for (; at < line.length; at++) {
      const code = line.charCodeAt(at)
      const kind = code < 256 ? (CLASSES[code] ?? 0) : 0
      if (kind === 0) break
      all &= kind
      hash = Math.imul(hash ^ code, PRIME)
    }
    this.all = at === from ? 0 : all
    this.hash = at === from ? Math.imul(hash ^ line.charCodeAt(at++), PRIME) : hash
    return at
  }

  /** Index behind the part that begins with this word; 0 if it begins none. */
  private partEnd(line: string, start: number, end: number, all: number): number {
    const length = end - start
    if ((all & IS_HEX) !== 0) {
      if (length === 64) return isBoundary(line, start - 1) && isBoundary(line, end) ? end : 0
      if (length === 8 && isUuid(line, start) && isBoundary(line, start - 1)) return start + 36
    }
    if ((all & IS_RANDOM) === 0 || line.charCodeAt(start - 1) !== 45) return 0
    return length === 5 || (length >= 8 && length <= 10) ? end : 0
  }

  private mix(line: string, from: number, to: number): void {
    let { hash } = this
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ line.charCodeAt(at), PRIME)
    this.hash = hash
  }

  private add(line: string, kind: number, start: number, end: number): void {
    if (this.count === MAX_PARTS) {
      this.isFull = true
      return
    }
    const i = this.count++
    this.kinds[i] = kind
    this.starts[i] = start
    this.ends[i] = end
    let same = 0
    while (same < i && !this.isSame(line, same, i)) same++
    this.same[i] = same
    const length = isValue(kind) ? 0 : end - start
    this.hash = Math.imul(this.hash ^ (kind * 65536 + length * 256 + same), PRIME)
  }

  private isSame(line: string, a: number, b: number): boolean {
    const from = this.starts[a] ?? 0
    const other = this.starts[b] ?? 0
    const length = (this.ends[b] ?? 0) - other
    if (this.kinds[a] !== this.kinds[b] || (this.ends[a] ?? 0) - from !== length) return false
    for (let n = 0; n < length; n++) if (line.charCodeAt(from + n) !== line.charCodeAt(other + n)) return false
    return true
  }
}

/** No letter, digit or underscore of a longer word. */
function isBoundary(line: string, at: number): boolean {
  const code = line.charCodeAt(at)
  return !((code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57) || (code >= 97 && code <= 122))
}

// b2648924-ac95-48fc-8ea6-3c811eef3696
function isUuid(line: string, at: number): boolean {
  if (line.length < at + 36 || !isBoundary(line, at + 36)) return false
  for (let n = 8; n < 36; n++) {
    const code = line.charCodeAt(at + n)
    const isDash = n === 8 || n === 13 || n === 18 || n === 23
    if (isDash ? code !== 45 : code > 255 || ((CLASSES[code] ?? 0) & IS_HEX) === 0) return false
  }
  return true
}
