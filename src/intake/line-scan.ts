import { readSync } from 'node:fs'
import type { LineWindow } from '../model/line-window.ts'
import { ChunkWindow, CONTEXT_BYTES } from './chunk-window.ts'
import { gridPoint, gridPointBefore } from './sample-grid.ts'
import type { Scanner } from './sieve/scanner.ts'

/** Takes a candidate line. The window is valid until the call returns. */
export type OnLine = (window: LineWindow) => void

/** Takes a line that is looked at for its time. Its window counts no lines (`line` is 1): `around` does. */
export type OnSample = (window: LineWindow, around: Around) => void

/** What stands near a sampled line, as long as the call lasts. */
export interface Around {
  /** Moves the window to the line that holds the byte at `offset`; false where that line is not at hand. */
  readonly moveTo: (offset: number) => boolean
  /** Number of the line that starts at `offset`, counted as those of candidates are; `offset` is of a line that `moveTo` found. */
  readonly lineAt: (offset: number) => number
}

/** The part of a source whose lines are wanted, in bytes. The lines that start in [from, to) are its own. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A whole source of unknown size. */
export const WHOLE: Span = { from: 0, to: Number.POSITIVE_INFINITY }

export interface LineScanOptions {
  /** False: every line is a candidate. */
  readonly sieve: boolean
  /** Longest line that is looked at; what follows in a longer one is skipped. */
  readonly lineBytes: number
}

/** Bytes of the source kept before the next line: the context of candidates, and the line of the last sample. */
const KEPT_BYTES = CONTEXT_BYTES + 8192 + 1
/** Bytes read after a span at first: the reach of its last record, and that record's context. */
const BEYOND_BYTES = 3 * CONTEXT_BYTES
const LINE_FEED = 10

/** Size of the window that a scanner needs for lines of at most `lineBytes`. */
export function windowBytes(lineBytes: number): number {
  return 1 + KEPT_BYTES + lineBytes + 1 + CONTEXT_BYTES + 1
}

/**
 * Cuts candidate lines out of a stream of bytes that passes through the scanner's window. What a candidate's window shows depends on
 * the bytes of the source alone, not on how they arrive: a line is looked at when it and 64 KiB after it have come, or at the end.
 *
 *   index:  0        1 ........ next ............ filled
 *           '\n'     kept       lines to look at
 */
export class LineScan {
  /** Bytes of the source read. */
  bytes = 0
  /** Line feeds and NUL bytes in the span. */
  feeds = 0
  nulBytes = 0
  /** Lines longer than allowed that start in the span. */
  cutLines = 0
  private readonly scanner: Scanner
  private readonly window: ChunkWindow
  private readonly options: LineScanOptions
  private span: Span = WHOLE
  private onCandidate: OnLine = () => {}
  private onSample: OnSample | undefined
  /** Absolute offset of window[1]; index of the next line; index after the last byte; number of the next line. */
  private base = 0
  private next = 1
  private filled = 1
  private line = 1
  /** `next` is within a line that is not wanted. */
  private skipping = false
  private unterminated = false
  /** A line start and its number, for `Around`. */
  private counted = { at: 1, line: 1 }
  /** What lies after the span has been read as far as ordinary lines need it. */
  private pastSpan = false
  private stopped = false

  constructor(scanner: Scanner, options: LineScanOptions) {
    this.scanner = scanner
    this.options = options
    this.window = new ChunkWindow(scanner)
  }

  /**
   * Starts anew. Bytes are then given from `firstByte(span)` on. Line numbers count from the line that holds `span.from`.
   * `onSample` gets the span's lines on the points of the sample grid, before them the nearest such line of the span before, and the
   * source's last line: which they are depends on the bytes of the source alone.
   */
  begin(span: Span, onCandidate: OnLine, onSample?: OnSample): void {
    this.span = span
    this.onCandidate = onCandidate
    this.onSample = onSample
    this.base = firstByte(span)
    this.scanner.window[0] = this.base === 0 ? LINE_FEED : 0
    this.next = 1
    this.filled = 1
    this.line = 1
    this.skipping = false
    this.unterminated = false
    this.pastSpan = false
    this.stopped = false
    this.bytes = 0
    this.feeds = 0
    this.nulBytes = 0
    this.cutLines = 0
  }

  /** Lines that end in the span: its line feeds, and the source's last line where it has none. */
  get lines(): number {
    return this.feeds + (this.unterminated ? 1 : 0)
  }

  /** Gives no further candidates; the counts of lines mean nothing then. To be called from `onCandidate`. */
  stop(): void {
    this.stopped = true
  }

  /** Takes bytes of a stream; `finish` after the last. */
  push(chunk: Uint8Array): void {
    const { window } = this.scanner
    for (let at = 0; at < chunk.length; ) {
      if (this.filled === window.length) this.advance()
      const part = chunk.subarray(at, at + window.length - this.filled)
      window.set(part, this.filled)
      this.filled += part.length
      this.bytes += part.length
      at += part.length
    }
  }

  /** Reads a windowful on from an open file and looks at it; false when the span is done (then no `finish`). */
  read(fd: number): boolean {
    const { window } = this.scanner
    for (;;) {
      const want = this.readLimit() - this.filled
      if (want <= 0) {
        if (this.filled < window.length) this.pastSpan = true
        this.advance()
        return this.base + this.next - 1 <= this.span.to + CONTEXT_BYTES
      }
      const got = readSync(fd, window, this.filled, want, this.base + this.filled - 1)
      if (got === 0) {
        this.finish()
        return false
      }
      this.filled += got
      this.bytes += got
    }
  }

  /** Looks at what is left at the end of the source. */
  finish(): void {
    this.enterSpan()
    while (this.next < this.filled) this.look(true)
    const end = this.base + this.filled - 1
    this.unterminated =
      end > this.span.from && end <= this.span.to && this.scanner.window[this.filled - 1] !== LINE_FEED
  }

  /** Index up to which to read before the next look: a little after the span's end if that comes first. */
  private readLimit(): number {
    const full = this.scanner.window.length
    return this.pastSpan ? full : Math.min(full, this.span.to + BEYOND_BYTES - this.base + 1)
  }

  /** Looks at lines and makes room. */
  private advance(): void {
    this.enterSpan()
    this.look(false)
    const from = this.next - KEPT_BYTES
    if (from <= 1) return
    this.scanner.window.copyWithin(1, from, this.filled)
    const moved = from - 1
    this.base += moved
    this.next -= moved
    this.filled -= moved
    this.scanner.window[0] = 0
  }

  /** Passes over the bytes before the span's first own line. */
  private enterSpan(): void {
    const start = this.span.from - this.base + 1
    if (this.next >= start) return
    this.next = Math.min(start, this.filled)
    this.skipping = this.scanner.window[start - 1] !== LINE_FEED
    if (this.onSample !== undefined) this.sampleBefore()
  }

  /** Gives the sample before the span's first own line. */
  private sampleBefore(): void {
    const own = this.skipping ? this.scanner.lineEnd(this.next, this.filled) + 1 : this.next
    this.showWindow()
    this.counted = { at: this.next, line: 1 }
    this.moveAndSample(gridPointBefore(this.base + own - 1))
  }

  /** Looks at the lines whose context is complete, or cuts a line that is too long. */
  private look(final: boolean): void {
    if (this.skipping) this.skip()
    const { next, filled } = this
    if (next >= filled) return
    const longest = next + this.options.lineBytes
    if (final && filled <= longest) {
      this.lookAt(next, filled)
      return
    }
    const reach = final ? longest : Math.min(longest, filled - CONTEXT_BYTES - 2)
    const limit = reach < next ? next : this.scanner.lineStart(reach + 1, next)
    if (limit > next) this.lookAt(next, limit)
    else if (reach === longest) this.cut(next, longest)
  }

  /** Passes over the rest of a line. */
  private skip(): void {
    const feed = this.scanner.lineEnd(this.next, this.filled)
    if (feed < this.filled) {
      this.skipping = false
      this.line++
      if (feed < this.ownEnd()) this.feeds++
    }
    this.next = Math.min(feed + 1, this.filled)
  }

  /** Looks at the first bytes of a line that is longer than allowed. */
  private cut(from: number, to: number): void {
    if (from < this.ownEnd()) this.cutLines++
    this.showWindow()
    if (!this.options.sieve || this.scanner.scan(from, to) > 0) this.offer(this.line, from, to, true)
    this.next = to
    this.skipping = true
  }

  /** Index after the span's last byte. */
  private ownEnd(): number {
    return this.span.to - this.base + 1
  }

  private showWindow(): void {
    this.window.origin = this.base - 1
    this.window.limit = this.filled
  }

  /** Looks at whole lines. */
  private lookAt(from: number, to: number): void {
    if (this.stopped) {
      this.next = to
      return
    }
    const first = this.line
    this.showWindow()
    if (this.options.sieve) this.siftLines(from, to)
    else this.allLines(from, to)
    this.next = to
    if (this.stopped) return
    this.counted = { at: from, line: first }
    if (this.onSample !== undefined) this.sampleLines(from, Math.min(to, this.ownEnd()))
    const own = Math.min(to, this.ownEnd())
    if (own <= from) return
    this.feeds += own === to ? this.line - first : this.scanner.countLines(from, own)
    this.nulBytes += this.scanner.countByte(from, own, 0)
  }

  private siftLines(from: number, to: number): void {
    const { hits } = this.scanner
    let at = from
    let counted = from
    for (;;) {
      const found = this.scanner.scan(at, to)
      for (let i = 0; i < found * 3; i += 3) {
        const start = hits[i] ?? 0
        at = hits[i + 1] ?? 0
        this.line += hits[i + 2] ?? 0
        counted = start
        this.offer(this.line, start, at, false)
        if (this.stopped) return
      }
      if (found < hits.length / 3 || at >= to) break
      // The next call counts from the line after the last hit.
      at++
      counted = at
      this.line++
    }
    this.line += this.scanner.countLines(counted, to)
  }

  private allLines(from: number, to: number): void {
    for (let at = from; at < to && !this.stopped; ) {
      const end = this.scanner.lineEnd(at, to)
      this.offer(this.line, at, end, false)
      if (end < to) this.line++
      at = end + 1
    }
  }

  private offer(line: number, start: number, end: number, alone: boolean): void {
    this.window.moveTo(line, start, end, alone)
    this.onCandidate(this.window)
  }

  /** Gives the lines on the points of the grid that start in [from, end), and the last line of the source. */
  private sampleLines(from: number, end: number): void {
    let lastEnd = -1
    for (let point = gridPoint(this.base + from - 1); ; ) {
      const lineEnd = this.moveAndSample(point, end)
      if (lineEnd === undefined) break
      lastEnd = lineEnd
      point = gridPoint(this.base + Math.min(lineEnd, this.next))
    }
    if (this.next < this.filled || lastEnd >= this.next - 1) return
    this.moveAndSample(this.base + this.next - 2, end)
  }

  /** Gives the line that holds the byte at `offset`, if it starts before `end`; the index of its end. */
  private moveAndSample(offset: number, end = this.filled): number | undefined {
    const start = this.startOf(offset)
    if (start === undefined || start >= end) return undefined
    const lineEnd = this.scanner.lineEnd(start, this.filled)
    this.window.moveTo(1, start, lineEnd, false)
    this.onSample?.(this.window, this.around)
    return lineEnd
  }

  /** Index of the start of the line that holds the byte at `offset`; undefined where the line is not whole in the window. */
  private startOf(offset: number): number | undefined {
    const at = offset - this.base + 1
    if (at < 1 || at >= this.filled) return undefined
    const start = this.scanner.lineStart(at, 1)
    return this.scanner.window[start - 1] === LINE_FEED ? start : undefined
  }

  private readonly around: Around = {
    moveTo: (offset) => {
      const start = this.startOf(offset)
      if (start !== undefined) this.window.moveTo(1, start, this.scanner.lineEnd(start, this.filled), false)
      return start !== undefined
    },
    lineAt: (offset) => {
      const start = offset - this.base + 1
      const { at, line } = this.counted
      return start < at ? line - this.scanner.countLines(start, at) : line + this.scanner.countLines(at, start)
    },
  }
}

/** First byte of the source that is needed for a span. */
export function firstByte(span: Span): number {
  return Math.max(0, span.from - KEPT_BYTES)
}
