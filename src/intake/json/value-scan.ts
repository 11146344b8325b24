import { limitHint } from '../../base/limits.ts'
/** A value that is complete: where it stands in the scanned bytes. */
export interface FoundValue {
  /** Bytes [start, end). */
  start: number
  end: number
  /** Line feeds between the value before (or the first byte scanned) and its start, and where the last of them stands (-1 = none). */
  feedsBefore: number
  lastFeedBefore: number
  /** Line feeds in it, and where the last of them stands, from its start on. */
  feedsIn: number
  lastFeedIn: number
  /** A literal may stand in it in other letters than its own: `\u0041`, `\/`, or bytes as numbers. */
  disguised: boolean
}

/** What a scan came to: a value, the end of the array, or the end of the bytes. */
export type Scanned = 'value' | 'end' | 'more'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const LINE_FEED = 10
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const SPACE = 0x20

/** Bytes that mean something outside of strings: brackets (both closing ones alike), the quote, what stands between values. */
const MARKS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === QUOTE || byte === OPEN_OBJECT || byte === OPEN_ARRAY) return byte
  if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) return CLOSE_OBJECT
  return byte <= SPACE || byte === COMMA ? SPACE : 0
})
/** Bytes that mean something in strings. */
const STRING_MARKS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === QUOTE || byte === BACKSLASH || byte === LINE_FEED ? byte : 0,
)

/** Index of the first byte from `from` on that is a mark; `limit` where none is. By itself, so that it is a tight loop: most bytes are none. */
function nextMark(marks: Uint8Array, bytes: Uint8Array, from: number, limit: number): number {
  let at = from
  while (at < limit && marks[bytes[at] ?? 0] === 0) at++
  return at
}

/**
 * Finds the elements of a JSON array (or values one after the other) by brackets and quotes alone, a byte at a time: what a value says is
 * read only where it matters. Does not check what it passes over. Throws where a value nests deeper than allowed.
 */
export class ValueScan {
  readonly found: FoundValue = {
    start: 0,
    end: 0,
    feedsBefore: 0,
    lastFeedBefore: -1,
    feedsIn: 0,
    lastFeedIn: -1,
    disguised: false,
  }
  private readonly maxDepth: number
  /** Where a value that is not complete yet was left. */
  private at = -1
  private depth = 0
  private inString = false
  private afterBackslash = false

  constructor(maxDepth: number) {
    this.maxDepth = maxDepth
  }

  /**
   * Goes on at `from`. 'value': it is in `found`, the next call begins at its end. 'end': a bracket that was not opened here stands at
   * `found.end`. 'more': the same bytes from `found.start` on are wanted again, with more behind them (then `from` is where they stand).
   */
  next(bytes: Uint8Array, from: number, limit: number): Scanned {
    const { found } = this
    if (this.at >= 0) return this.goOn(bytes, from, from + this.at, limit)
    found.feedsBefore = 0
    found.lastFeedBefore = -1
    let at = from
    for (; at < limit; at++) {
      const byte = bytes[at] ?? 0
      if (byte === LINE_FEED) {
        found.feedsBefore++
        found.lastFeedBefore = at
      } else if (byte > SPACE && byte !== COMMA) break
    }
    found.start = at
    found.end = at
    if (at === limit) return 'more'
    const first = bytes[at] ?? 0
    if (first === CLOSE_ARRAY || first === CLOSE_OBJECT) return 'end'
    found.feedsIn = 0
    found.lastFeedIn = -1
    found.disguised = false
    this.depth = 0
    this.inString = false
    this.afterBackslash = false
    return this.goOn(bytes, at, at, limit)
  }

  /** Looks for the end of the value that begins at `start`, from `at` on. */
  private goOn(bytes: Uint8Array, start: number, at: number, limit: number): Scanned {
    this.found.start = start
    const end = this.findEnd(bytes, at, limit)
    this.found.end = end
    this.at = end < 0 ? limit - start : -1
    return end < 0 ? 'more' : 'value'
  }

  /** Index behind the value; -1 = not among these bytes. */
  private findEnd(bytes: Uint8Array, from: number, limit: number): number {
    for (let at = from; at < limit; at++) {
      if (this.inString) {
        at = this.passString(bytes, at, limit)
        if (at < limit && this.depth === 0) return at + 1
        continue
      }
      at = nextMark(MARKS, bytes, at, limit)
      if (at === limit) return -1
      const end = this.step(bytes, at, limit, MARKS[bytes[at] ?? 0] ?? 0)
      if (end >= 0) return end
    }
    return -1
  }

  /** Takes a byte outside of strings that is a mark; index behind the value where it ends there, else -1. */
  private step(bytes: Uint8Array, at: number, limit: number, mark: number): number {
    switch (mark) {
      case QUOTE:
        this.inString = true
        return -1
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.open(bytes, at, limit, mark === OPEN_ARRAY)
        return -1
      case CLOSE_OBJECT:
        if (this.depth === 0) return at
        this.depth--
        return this.depth === 0 ? at + 1 : -1
      default:
        // A number or word ends before a comma or white space.
        if (this.depth === 0) return at
        if (bytes[at] === LINE_FEED) this.feedAt(at)
        return -1
    }
  }

  /** Index of the quote that ends the string; `limit` where it goes on. */
  private passString(bytes: Uint8Array, from: number, limit: number): number {
    for (let at = from; at < limit; at++) {
      if (this.afterBackslash) {
        this.afterBackslash = false
        // The letters behind `\u` may be those of the next bytes: every such escape counts.
        if (bytes[at] === 0x75 || bytes[at] === 0x2f) this.found.disguised = true
        continue
      }
      at = nextMark(STRING_MARKS, bytes, at, limit)
      const byte = at < limit ? bytes[at] : 0
      if (byte === BACKSLASH) this.afterBackslash = true
      else if (byte === LINE_FEED) this.feedAt(at)
      else if (byte === QUOTE) {
        this.inString = false
        return at
      }
    }
    return limit
  }

  private feedAt(at: number): void {
    this.found.feedsIn++
    this.found.lastFeedIn = at - this.found.start
  }

  private open(bytes: Uint8Array, at: number, limit: number, isArray: boolean): void {
    if (++this.depth > this.maxDepth)
      throw new Error(`nested deeper than ${this.maxDepth} levels ${limitHint('jsonDepth')}`)
    if (!isArray) return
    let next = at + 1
    while (next < limit && (bytes[next] ?? 0) <= SPACE) next++
    // Where the bytes end here, it may be numbers as well.
    if (next === limit || isDigit(bytes[next] ?? 0)) this.found.disguised = true
  }
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
