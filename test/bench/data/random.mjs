/** Deterministic random numbers (xorshift32): the same seed gives the same file on every machine. */
export class Random {
  #state

  constructor(seed) {
    this.#state = seed >>> 0 || 1
  }

  /** 0 <= x < 1 */
  next() {
    let s = this.#state
    s ^= s << 13
    s ^= s >>> 17
    s ^= s << 5
    this.#state = s >>> 0
    return this.#state / 4294967296
  }

  /** 0 <= n < limit */
  below(limit) {
    return Math.floor(this.next() * limit)
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  hex(length) {
    let text = ''
    while (text.length < length) text += this.below(4294967296).toString(16).padStart(8, '0')
    return text.slice(0, length)
  }

  /** The random end of a pod's name. */
  suffix(length) {
    let text = ''
    while (text.length < length) text += 'bcdfghjklmnpqrstvwxz2456789'[this.below(27)]
    return text
  }

  uid() {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`
  }
}
