import { isoTime } from './base/time.ts'

const SECOND_US = 1_000_000
const DAY_US = 86_400 * SECOND_US
const FRACTION_DIGITS = 6
/** `2022-04-26T` */
const DAY_TEXT = 11
const COLON = 58
const POINT = 46
const UTC = 90
const ZERO = 48
const QUOTE = 34
const BACKSLASH = 92
/** Longest text that is put byte by byte. */
const SHORT = 24

/** Memory of a larger buffer is not kept for the next. */
const MOST_KEPT = 8 << 20

const NONE: Buffer = Buffer.alloc(0)

/** UTF-8 bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text))
}

/** Bytes that grow as they are put; numbers and times are written without making texts of them. */
export class LineBuffer {
  private out: Buffer = NONE
  private used = 0
  private spare: Buffer = NONE
  private day = Number.NaN
  private dayBytes: Uint8Array = NONE

  /** Starts anew with room for so many bytes. */
  begin(bytes: number): void {
    this.out = this.spare.length >= bytes ? this.spare : Buffer.allocUnsafeSlow(bytes)
    this.spare = NONE
    this.used = 0
  }

  /** Bytes that were put. */
  get length(): number {
    return this.used
  }

  /** What was put since `begin`; the buffer is empty then. */
  take(): Buffer {
    const taken = this.out.subarray(0, this.used)
    this.out = NONE
    this.used = 0
    return taken
  }

  /** Takes back what `take` gave, when nobody looks at it any more: the next buffer is made of its memory. */
  giveBack({ buffer }: Buffer): void {
    if (buffer.byteLength <= MOST_KEPT) this.spare = Buffer.from(buffer)
  }

  putText(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    this.makeRoom(text.length * 3)
    this.used += this.out.write(text, this.used)
  }

  putBytes(bytes: Uint8Array): void {
    const { length } = bytes
    this.makeRoom(length)
    const { out, used } = this
    if (length > SHORT) out.set(bytes, used)
    else for (let n = 0; n < length; n++) out[used + n] = bytes[n] ?? 0
    this.used += length
  }

  /** Bytes of which some stretches are copied from others: by threes index in `bytes`, index in `source` from `from` on, length. */
  putFilled(bytes: Uint8Array, copied: readonly number[], source: Uint8Array, from: number): void {
    this.makeRoom(bytes.length)
    const { out, used } = this
    out.set(bytes, used)
    for (let i = 0; i < copied.length; i += 3) {
      const to = used + (copied[i] ?? 0)
      const start = from + (copied[i + 1] ?? 0)
      const length = copied[i + 2] ?? 0
      for (let n = 0; n < length; n++) out[to + n] = source[start + n] ?? 0
    }
    this.used += bytes.length
  }

  /** Bytes [from, to) of a text without control characters, as they stand in a JSON string. */
  putEscaped(source: Uint8Array, from: number, to: number): void {
    this.makeRoom(2 * (to - from))
    const { out } = this
    let { used } = this
    for (let at = from; at < to; at++) {
      const byte = source[at] ?? 0
      if (byte === QUOTE || byte === BACKSLASH) out[used++] = BACKSLASH
      out[used++] = byte
    }
    this.used = used
  }

  /** A whole number from 0 on. */
  putNumber(value: number): void {
    let digits = 1
    for (let power = 10; power <= value; power *= 10) digits++
    this.putDigits(value, digits)
  }

  /** A time as `isoTime` writes it, in microseconds since 1970; not 0. */
  putTime(us: number): void {
    const day = Math.floor(us / DAY_US)
    if (day !== this.day) {
      this.day = day
      this.dayBytes = bytesOf((isoTime(day * DAY_US || 1) ?? '').slice(0, DAY_TEXT))
    }
    this.putBytes(this.dayBytes)
    const inDay = us - day * DAY_US
    const seconds = Math.floor(inDay / SECOND_US)
    const minutes = Math.floor(seconds / 60)
    const hours = Math.floor(minutes / 60)
    this.putDigits(hours, 2, COLON)
    this.putDigits(minutes - hours * 60, 2, COLON)
    this.putDigits(seconds - minutes * 60, 2, POINT)
    this.putDigits(inDay - seconds * SECOND_US, FRACTION_DIGITS, UTC)
  }

  /** The last digits of a number, and a character if one is wanted behind them. */
  private putDigits(value: number, digits: number, mark = 0): void {
    this.makeRoom(digits + 1)
    const { out, used } = this
    let rest = value
    for (let at = used + digits - 1; at >= used; at--) {
      const tenth = Math.floor(rest / 10)
      out[at] = ZERO + (rest - tenth * 10)
      rest = tenth
    }
    this.used += digits
    if (mark > 0) out[this.used++] = mark
  }

  private makeRoom(bytes: number): void {
    if (this.used + bytes <= this.out.length) return
    const wider = Buffer.allocUnsafeSlow(Math.max(this.used + bytes, this.out.length * 2))
    this.out.copy(wider, 0, 0, this.used)
    this.out = wider
  }
}
