/** Bytes of one piece; events of some hundred records share it, and it lives as long as any of them. */
const PIECE_BYTES = 256 * 1024

/** Keeps copies of records. What was put is never moved or overwritten. */
export class RawArena {
  /** Where the last record was put. */
  buffer: Buffer = Buffer.alloc(0)
  to = 0

  /** Copies bytes [start, end) of `source`; they then lie in `buffer` and end at `to`. */
  put(source: Buffer, start: number, end: number): void {
    const length = end - start
    if (this.to + length > this.buffer.length) {
      this.buffer = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, length))
      this.to = 0
    }
    source.copy(this.buffer, this.to, start, end)
    this.to += length
  }
}
