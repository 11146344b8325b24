const NEWLINE = 0x0a

/** Bytes of one line that are kept at most; the rest is cut off and marked. */
const MAX_LINE_BYTES = 262_144

/** Keeps the lines of a stream whose numbers were asked for, and nothing else. */
export class NeededLines {
  private readonly needed = new Set<number>()
  private readonly kept = new Map<number, string>()
  private last = 0
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
