import { NodeLog, stamps } from './node-log.mjs'

const BLOCK_BYTES = 1 << 24
const ID_DIGITS = 8
const HEX = Buffer.from('0123456789abcdef')

/**
 * A node log of any length at the speed of memory: one block of lines is made, then repeated with later stamps and other 64-digit ids, so that time
 * advances and sandboxes, once gone, do not come back. The same mix, seed and node give the same bytes; a shorter log is the beginning of a longer one.
 */
export class LogStream {
  #block
  #seconds
  #stamps
  #ids
  #span

  /** `bytes`: how much will be read; a log shorter than a block needs no whole one. */
  constructor(mix, bytes, { seed = 1, node = 'node-7' } = {}) {
    const log = new NodeLog(mix, seed, node)
    const lines = []
    const seconds = []
    const places = []
    let length = 0
    while (length < Math.min(BLOCK_BYTES, bytes)) {
      const line = log.line()
      if (seconds.at(-1) !== log.second) seconds.push(log.second)
      for (const [kind, text] of log.stampTexts().entries()) {
        const at = line.indexOf(text)
        if (at >= 0) places.push(length + at, kind, seconds.length - 1)
      }
      lines.push(line)
      length += line.length + 1
    }
    const text = `${lines.join('\n')}\n`
    this.#block = Buffer.from(text, 'latin1')
    this.#seconds = seconds
    this.#stamps = Int32Array.from(places)
    this.#ids = idsOf(text)
    this.#span = (seconds.at(-1) ?? 0) - (seconds[0] ?? 0) + 1
  }

  /** Blocks of whole lines until `bytes` are reached. The buffer is the same each time: use it before asking for the next. */
  *chunks(bytes) {
    let left = bytes
    for (let turn = 0; left > 0; turn++) {
      if (turn > 0) this.#advance(turn)
      const end = left >= this.#block.length ? this.#block.length : this.#block.indexOf(10, left - 1) + 1
      yield this.#block.subarray(0, end)
      left -= end
    }
  }

  /** The same in buffers that may be kept. */
  *copies(bytes) {
    for (const chunk of this.chunks(bytes)) yield Buffer.from(chunk)
  }

  #advance(turn) {
    const texts = this.#seconds.map((second) =>
      stamps(second + turn * this.#span).map((text) => Buffer.from(text, 'latin1')),
    )
    const places = this.#stamps
    for (let i = 0; i < places.length; i += 3) {
      const text = texts[places[i + 2]][places[i + 1]]
      for (let at = places[i], j = 0; j < text.length; j++) this.#block[at++] = text[j]
    }
    const step = Math.imul(turn, 0x9e3779b1)
    for (let i = 0; i < this.#ids.length; i += 2) {
      const at = this.#ids[i]
      let value = (this.#ids[i + 1] + step) >>> 0
      for (let digit = ID_DIGITS - 1; digit >= 0; digit--, value >>>= 4) this.#block[at + digit] = HEX[value & 15]
    }
  }
}

/** Place and first eight digits, as a number, of every 64-digit id. */
function idsOf(text) {
  const ids = []
  // ... StopPodSandbox for \"17b1de8f2a...64 digits\" failed ...
  for (const match of text.matchAll(/[0-9a-f]{64}/g))
    ids.push(match.index, Number.parseInt(match[0].slice(0, ID_DIGITS), 16))
  return Float64Array.from(ids)
}
