import { createHmac } from 'node:crypto'

/**
 * Made-up values of the same shape and the same length. Every function is one to one, so that what was told apart stays apart, and
 * depends on the key and the value alone. Hex digits and addresses keep what they have in common with others at their beginning: a
 * shortened id still begins the long one, hosts of one network stay in one.
 */
export interface Shapes {
  /** Ids in hex; other characters (the dashes of a UID) stay and do not count. */
  readonly hex: (text: string) => string
  readonly ipv4: (text: string) => string
  readonly ipv6: (text: string) => string
  /** A part of a name: letters become letters, digits digits. `isTaken` says what it must not become. */
  readonly word: (text: string, isTaken: (candidate: string) => boolean) => string
}

const HEX = '0123456789abcdef'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Digits of an octet: numbers of one length stay that long. The first one stays a unicast network. */
const OCTETS: readonly (readonly [number, number, number])[] = [
  [1, 9, 9],
  [10, 99, 99],
  [100, 255, 223],
]

export function shapes(key: string): Shapes {
  /** Bytes that stand for a value; `use` keeps uses apart. */
  const bytesOf = (use: string, value: string): Buffer => createHmac('sha256', key).update(`${use}\n${value}`).digest()
  const known = new Map<string, string>()
  const taken = new Set<string>()

  const shifted = (alphabet: string, at: number, by: number): string => alphabet[(at + by) % alphabet.length] ?? ''

  const hexes = new Map<string, string>()
  const hex = (text: string): string => {
    const before = hexes.get(text)
    if (before !== undefined) return before
    if (hexes.size >= MOST_HEXES) hexes.clear()
    const made = newHex(text)
    hexes.set(text, made)
    return made
  }
  const newHex = (text: string): string => {
    const digits = text.toLowerCase().replace(/[^0-9a-f]/g, '')
    const made = [...digits].map((digit, i) => {
      const shift = bytesOf('hex', digits.slice(0, i))[0] ?? 0
      return shifted(HEX, HEX.indexOf(digit), 1 + (shift % 15))
    })
    let at = 0
    return text.replace(/[0-9a-fA-F]/g, (digit) => {
      const next = made[at++] ?? digit
      return digit >= 'A' && digit <= 'F' ? next.toUpperCase() : next
    })
  }

  const octet = (text: string, before: string): string => {
    const value = Number(text)
    const [from = 0, to = 0, firstTo = 0] = OCTETS[text.length - 1] ?? []
    const most = before === '' ? Math.max(firstTo, value) : to
    if (value < from) return text
    return String(
      from + ((value - from + (bytesOf('ipv4', before).readUInt16BE(0) % (most - from + 1))) % (most - from + 1)),
    )
  }

  return {
    hex,
    ipv4: (text) => {
      const octets = text.split('.')
      return octets
        .map((one, i) =>
          octet(
            one,
            octets
              .slice(0, i)
              .map((o) => `${o}.`)
              .join(''),
          ),
        )
        .join('.')
    },
    ipv6: (text) =>
      text.replace(/[1-9a-f]/gi, (digit, at: number) => {
        const shift = bytesOf('ipv6', text.slice(0, at).toLowerCase())[0] ?? 0
        return shifted(HEX.slice(1), HEX.indexOf(digit.toLowerCase()) - 1, 1 + (shift % 14))
      }),
    word(text, isTaken) {
      const before = known.get(text)
      if (before !== undefined) return before
      for (let attempt = 0; ; attempt++) {
        const made = madeUp(text, bytesOf(`word ${attempt}`, text))
        // A short part has few others of its shape: when all are taken it stays, and the rest of its name tells no more than itself.
        const free = made !== text && !taken.has(made) && !isTaken(made)
        if (!free && attempt < MOST_ATTEMPTS) continue
        const result = free ? made : text
        known.set(text, result)
        taken.add(result)
        return result
      }
    },
  }
}

const MOST_ATTEMPTS = 200
/** Ids of which the made-up one is kept at hand: making one takes a hash a digit. */
const MOST_HEXES = 50_000

function madeUp(text: string, bytes: Buffer): string {
  return [...text]
    .map((char, i) => {
      const byte = bytes[i % bytes.length] ?? 0
      if (char >= '0' && char <= '9') return HEX[(Number(char) + byte) % 10]
      const letter = LETTERS[(byte + i) % LETTERS.length] ?? ''
      return char >= 'A' && char <= 'Z' ? letter.toUpperCase() : letter
    })
    .join('')
}
