import type { MemberFinder } from '../model/flat-object.ts'
import type { LineShape } from '../model/line-shape.ts'
import type { LineBytes, LineWindow } from '../model/line-window.ts'
import type { Scanner } from './sieve/scanner.ts'

/** Neighbours that a window shows, either way. */
export const CONTEXT_LINES = 64
/** A neighbour above begins, one below ends, within so many bytes of the candidate's own start or end. */
export const CONTEXT_BYTES = 65536

const CARRIAGE_RETURN = 13

/**
 * `LineWindow` over a scanner's window; one object is moved from candidate to candidate. Lines are decoded when asked for: Latin-1
 * where all bytes are ASCII, else UTF-8 with U+FFFD for what is not.
 */
export class ChunkWindow implements LineWindow, LineBytes {
  line = 0
  /** Absolute offset of the scanner's window[0]. */
  origin = 0
  /** Index after the last byte of the source that is in the window. */
  limit = 0
  readonly buffer: Buffer
  private readonly scanner: Scanner
  /** Starts and ends of the lines from the candidate on: upwards at 0, 1, 2 ..., and downwards. */
  private readonly above: { readonly starts: number[]; readonly ends: number[]; known: number } = {
    starts: [0],
    ends: [0],
    known: 0,
  }
  private readonly below: { readonly starts: number[]; readonly ends: number[]; known: number } = {
    starts: [0],
    ends: [0],
    known: 0,
  }
  private text: string | undefined
  private alone = false

  constructor(scanner: Scanner) {
    this.scanner = scanner
    this.buffer = scanner.window
  }

  /** Moves to the candidate line [start, end). `alone`: nothing below it is shown (a cut line). */
  moveTo(line: number, start: number, end: number, alone: boolean): void {
    this.line = line
    this.alone = alone
    this.text = undefined
    for (const side of [this.above, this.below]) {
      side.starts[0] = start
      side.ends[0] = end
      side.known = 0
    }
  }

  readonly at = (rel: number): string | undefined => {
    if (rel === 0) {
      this.text ??= this.decode(this.above.starts[0] ?? 0, this.above.ends[0] ?? 0)
      return this.text
    }
    const side = this.locate(rel)
    const i = Math.abs(rel)
    return side === undefined ? undefined : this.decode(side.starts[i] ?? 0, side.ends[i] ?? 0)
  }

  readonly offsetOf = (rel: number): number => {
    const side = this.locate(rel)
    if (side === undefined) throw new RangeError(`line ${rel} is outside the window`)
    return this.origin + (side.starts[Math.abs(rel)] ?? 0)
  }

  get bytes(): LineBytes {
    return this
  }

  readonly startOf = (rel: number): number => this.locate(rel)?.starts[Math.abs(rel)] ?? -1

  readonly endOf = (rel: number): number => {
    const side = rel < 0 ? this.above : this.below
    const i = Math.abs(rel)
    return this.textEnd(side.starts[i] ?? 0, side.ends[i] ?? 0)
  }

  readonly shape = (from: number, to: number): number => this.scanner.shapes.find(from, to)

  readonly addShape = (shape: LineShape): number => this.scanner.shapes.add(shape)

  readonly clearShapes = (): void => this.scanner.shapes.clear()

  get objects(): MemberFinder {
    return this.scanner.objects
  }

  private locate(rel: number): typeof this.above | undefined {
    const side = rel < 0 ? this.above : this.below
    const wanted = Math.abs(rel)
    if (wanted > CONTEXT_LINES) return undefined
    while (side.known < wanted) {
      if (!(rel < 0 ? this.findAbove(side.known) : this.findBelow(side.known))) return undefined
      side.known++
    }
    return side
  }

  private findAbove(known: number): boolean {
    const end = (this.above.starts[known] ?? 0) - 1
    // index 0 is the line feed before the source's first byte, or a byte that was pushed out
    if (end <= 0) return false
    const lowest = Math.max(0, (this.above.starts[0] ?? 0) - CONTEXT_BYTES - 1)
    const start = this.scanner.lineStart(end, lowest)
    if (this.scanner.window[start - 1] !== 10 || start <= lowest) return false
    this.above.starts[known + 1] = start
    this.above.ends[known + 1] = end
    return true
  }

  private findBelow(known: number): boolean {
    const start = (this.below.ends[known] ?? 0) + 1
    if (this.alone || start >= this.limit) return false
    const furthest = (this.below.ends[0] ?? 0) + CONTEXT_BYTES
    const end = this.scanner.lineEnd(start, Math.min(this.limit, furthest + 1))
    if (end > furthest) return false
    this.below.starts[known + 1] = start
    this.below.ends[known + 1] = end
    return true
  }

  private decode(start: number, end: number): string {
    const { window } = this.scanner
    const stop = this.textEnd(start, end)
    return this.scanner.isAscii(start, stop) ? window.latin1Slice(start, stop) : window.utf8Slice(start, stop)
  }

  /** Index behind the last byte before the line's end. */
  private textEnd(start: number, end: number): number {
    return end > start && this.buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end
  }
}
