import { createScanner } from './intake/index.ts'

const NEWLINE = 0x0a

/** Lines that are not needed are passed over in pieces of so many bytes, of which the line ends are counted at once. */
const PIECE_BYTES = 16_384
/** Unless the next needed line is as near as this: it may lie in the next piece. */
const NEAR_LINES = 100

const counter = createScanner([], PIECE_BYTES)

/** Bytes of one line that are kept at most; the rest is cut off and marked. */
const MAX_LINE_BYTES = 262_144

/** Keeps the lines of a stream whose numbers were asked for, and nothing else. */
export class NeededLines {
  private readonly needed = new Set<number>()
  private readonly kept = new Map<number, string>()
  private last = 0
  /** Needed lines from the one at hand on, the next one last. */
  private ahead: number[] | undefined
  private line = 1
  private part: Buffer[] = []
  private length = 0
  private cut = false
  private over = false

  /** Asks for lines `from` to `to`, numbered from 1. */
  need(from: number, to: number): void {
    for (let line = Math.max(1, from); line <= to; line++) this.needed.add(line)
    this.last = Math.max(this.last, to)
  }

  /** The lines asked for have all been seen. */
  get complete(): boolean {
    return this.line > this.last
  }

  /** The stream was read to its end. */
  get ended(): boolean {
    return this.over || this.complete
  }

  /** The next bytes of the stream. */
  take(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    let from = 0
    while (from < bytes.length && !this.complete) {
      if (this.next() - this.line > NEAR_LINES) from = this.passOver(bytes, from)
      const newline = bytes.indexOf(NEWLINE, from)
      this.add(bytes.subarray(from, newline < 0 ? bytes.length : newline))
      if (newline < 0) return
      this.finish()
      from = newline + 1
    }
  }

  /** The stream ends: a line without a line end counts where it has text. */
  end(): void {
    if (this.length > 0) this.finish()
    this.over = true
  }

  /** Text of a line without its line end; undefined where it was not asked for, or not met. */
  text(line: number): string | undefined {
    return this.kept.get(line)
  }

  /** Lines from the one at hand to the next needed one. */
  get distance(): number {
    return this.next() - this.line
  }

  /** Goes on with bytes further down the stream, at the beginning of `line`: not behind the next needed one, and not while one is at hand. */
  skipTo(line: number): void {
    this.line = line
    this.part = []
    this.length = 0
    this.cut = false
  }

  /** The needed line at hand or next to come. */
  next(): number {
    this.ahead ??= [...this.needed].sort((a, b) => b - a)
    while ((this.ahead.at(-1) ?? this.line) < this.line) this.ahead.pop()
    return this.ahead.at(-1) ?? this.line
  }

  /** Passes over pieces in which no needed line begins; index behind them. */
  private passOver(bytes: Buffer, from: number): number {
    for (let at = from; ; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES)
      counter.window.set(piece)
      const ends = counter.countLines(0, piece.length)
      if (piece.length === 0 || this.line + ends >= this.next()) return at
      this.line += ends
    }
  }

  private add(bytes: Buffer): void {
    const room = MAX_LINE_BYTES - this.length
    if (bytes.length === 0 || room <= 0 || !this.needed.has(this.line)) {
      this.cut ||= bytes.length > 0 && room <= 0
      return
    }
    this.cut ||= bytes.length > room
    // a chunk may be used again by its owner
    this.part.push(Buffer.from(bytes.subarray(0, room)))
    this.length += Math.min(bytes.length, room)
  }

  private finish(): void {
    if (this.needed.has(this.line)) {
      const text = Buffer.concat(this.part).toString('utf8').replace(/\r$/, '')
      this.kept.set(this.line, this.cut ? `${text}…` : text)
    }
    this.part = []
    this.length = 0
    this.cut = false
    this.line++
  }
}
