/** Bytes of one piece; events of some hundred records share it, and it lives as long as any of them. */
const PIECE_BYTES = 256 * 1024

/** Keeps copies of records. What was put is never moved or overwritten. */
export class RawArena {
  private buffer: Buffer = Buffer.alloc(0)
  private used = 0

  /** Copies bytes [start, end) of `source`; says where they lie. */
  put(
    source: Buffer,
    start: number,
    end: number,
  ): { readonly buffer: Buffer; readonly from: number; readonly to: number } {
    const length = end - start
    if (this.used + length > this.buffer.length) {
      this.buffer = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, length))
      this.used = 0
    }
    const from = this.used
    source.copy(this.buffer, from, start, end)
    this.used += length
    return { buffer: this.buffer, from, to: this.used }
  }
}
