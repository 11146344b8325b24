/** Pulls an async byte stream in pieces of the wanted size; holds at most what was asked for plus one chunk. */
export class PullBytes {
  private readonly source: AsyncIterator<Uint8Array>
  private held: Uint8Array = new Uint8Array(0)
  private at = 0
  private ended = false

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.source = bytes[Symbol.asyncIterator]()
  }

  /** Makes at least `count` bytes available if the stream has them; returns how many there are. */
  async fill(count: number): Promise<number> {
    if (this.held.length - this.at >= count || this.ended) return this.held.length - this.at
    const parts: Uint8Array[] = [this.held.subarray(this.at)]
    let have = this.held.length - this.at
    while (have < count) {
      const { done, value } = await this.source.next()
      if (done) {
        this.ended = true
        break
      }
      parts.push(value)
      have += value.length
    }
    this.held = Buffer.concat(parts)
    this.at = 0
    return this.held.length
  }

  /** The bytes that `fill` made available, from the current place on. */
  view(): Uint8Array {
    return this.held.subarray(this.at)
  }

  skip(count: number): void {
    this.at = Math.min(this.held.length, this.at + count)
  }

  /** Exactly `count` bytes, or undefined where the stream ends before. */
  async take(count: number): Promise<Uint8Array | undefined> {
    if ((await this.fill(count)) < count) return undefined
    const out = this.held.subarray(this.at, this.at + count)
    this.at += count
    return out
  }

  /** Lets the source close. */
  async close(): Promise<void> {
    await this.source.return?.()
  }
}
