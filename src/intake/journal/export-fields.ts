const NEWLINE = 10
const EQUALS = 61
/** Longest field that is kept; longer ones are none (the length of a damaged one). */
const MAX_FIELD = 16 << 20

/** One field of an entry, with the place of its first byte. */
export interface ExportField {
  readonly name: string
  readonly value: Uint8Array
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
}

/** Receives the fields of an export in order; an entry ends at a blank line. */
export interface ExportTaker {
  readonly field: (field: ExportField) => void
  readonly end: () => void
  /** A line that is no field. */
  readonly other: () => void
}

/**
 * Splits the Journal Export Format (systemd docs/JOURNAL_EXPORT_FORMATS.md) into fields: `NAME=text` lines, and the binary-safe form
 * NAME, LF, length as 64-bit little-endian, bytes, LF. Takes chunks cut anywhere; holds one field.
 */
export class ExportFields {
  private readonly taker: ExportTaker
  private chunks: Uint8Array[] = []
  private held = 0
  private need = 1
  private line = 1
  private offset = 0

  constructor(taker: ExportTaker) {
    this.taker = taker
  }

  push(chunk: Uint8Array): void {
    this.chunks.push(chunk)
    this.held += chunk.length
    if (this.held < this.need) return
    const bytes =
      this.chunks.length === 1 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat(this.chunks)
    const used = this.take(bytes)
    const rest = bytes.subarray(used)
    this.offset += used
    this.chunks = rest.length === 0 ? [] : [rest]
    this.held = rest.length
    this.need = Math.max(this.need, rest.length + 1)
  }

  /** The last line may lack its end. */
  finish(): void {
    if (this.held > 0) this.push(Buffer.from('\n'))
    this.taker.end()
  }

  /** Takes whole fields; returns how many bytes they had. */
  private take(bytes: Buffer): number {
    let at = 0
    this.need = 1
    while (at < bytes.length) {
      const end = bytes.indexOf(NEWLINE, at)
      if (end < 0) break
      const next = this.takeOne(bytes, at, end)
      if (next < 0) break
      at = next
    }
    return at
  }

  /** Returns where the next field begins; -1 where more bytes are needed. */
  private takeOne(bytes: Buffer, at: number, end: number): number {
    if (end === at) {
      this.taker.end()
      this.line++
      return end + 1
    }
    const equals = bytes.subarray(at, end).indexOf(EQUALS)
    if (equals > 0) return this.give(bytes, at, equals, at + equals + 1, end)
    if (bytes.length < end + 9) return this.wait(end + 9 - at)
    const length = Number(bytes.readBigUInt64LE(end + 1))
    const from = end + 9
    if (length > MAX_FIELD) return this.skip(end)
    if (bytes.length < from + length + 1) return this.wait(from + length + 1 - at)
    return bytes[from + length] === NEWLINE ? this.give(bytes, at, end - at, from, from + length) : this.skip(end)
  }

  private give(bytes: Buffer, at: number, nameLength: number, from: number, to: number): number {
    const first = this.line
    for (let i = bytes.indexOf(NEWLINE, at); i >= 0 && i <= to; i = bytes.indexOf(NEWLINE, i + 1)) this.line++
    this.taker.field({
      name: bytes.toString('latin1', at, at + nameLength),
      value: bytes.subarray(from, to),
      line: first,
      lineEnd: this.line - 1,
      byteOffset: this.offset + at,
    })
    return to + 1
  }

  private wait(bytes: number): number {
    this.need = bytes
    return -1
  }

  private skip(end: number): number {
    this.taker.other()
    this.line++
    return end + 1
  }
}
