import type { PackedTexts } from '../model/event.ts'

/** Bytes of raw records; grows as they come. */
export class BatchRaws {
  private bytes: Buffer
  private used = 0
  readonly starts: number[] = [0]
  private last: string | undefined
  // The last bytes, as far as they are not copied yet: records that lie one behind the other are copied together.
  private waiting: Uint8Array | undefined
  private waitingFrom = 0
  private waitingTo = 0
  private lastFrom = 0

  constructor(guess: number) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(4096, guess))
  }

  /** Place of a record among all; events of one record share it. */
  code(raw: string): number {
    if (raw === this.last) return this.starts.length - 2
    this.settle()
    this.last = raw
    // A UTF-16 unit takes at most three bytes.
    this.makeRoom(raw.length * 3)
    this.used += this.bytes.write(raw, this.used)
    this.starts.push(this.used)
    return this.starts.length - 2
  }

  /** The same for a record that is at hand as bytes. */
  codeOf({ utf8, from, to }: Pick<PackedTexts, 'utf8' | 'from' | 'to'>): number {
    if (utf8 === this.waiting && from === this.lastFrom && to === this.waitingTo) return this.starts.length - 2
    this.last = undefined
    if (utf8 !== this.waiting || from !== this.waitingTo) {
      this.settle()
      this.waiting = utf8
      this.waitingFrom = from
    }
    this.waitingTo = to
    this.lastFrom = from
    this.starts.push(this.used + to - this.waitingFrom)
    return this.starts.length - 2
  }

  private settle(): void {
    const { waiting, waitingFrom, waitingTo } = this
    if (waiting === undefined) return
    this.waiting = undefined
    this.makeRoom(waitingTo - waitingFrom)
    this.used += Buffer.prototype.copy.call(waiting, this.bytes, this.used, waitingFrom, waitingTo)
  }

  private makeRoom(bytes: number): void {
    const most = this.used + bytes
    if (most <= this.bytes.length) return
    const wider = Buffer.allocUnsafeSlow(Math.max(most, this.bytes.length * 2))
    this.bytes.copy(wider, 0, 0, this.used)
    this.bytes = wider
  }

  all(): Uint8Array {
    this.settle()
    return this.bytes.subarray(0, this.used)
  }
}
