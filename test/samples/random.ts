/** Deterministic random source for generated logs: the same seed gives the same bytes on every machine. */
export interface Random {
  /** 0 <= n < 1 */
  readonly next: () => number
  /** whole number, 0 <= n < limit */
  readonly below: (limit: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** lower-case hex digits */
  readonly hex: (digits: number) => string
  readonly uuid: () => string
  /** pod name suffix as Kubernetes makes them: no vowels */
  readonly suffix: (length: number) => string
}

const SUFFIX = 'bcdfghjklmnpqrstvwxz2456789'

/** xorshift32 with a non-zero seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0 || 1
  const next = (): number => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const text = (length: number, alphabet: string): string => {
    let out = ''
    for (let i = 0; i < length; i++) out += alphabet[below(alphabet.length)]
    return out
  }
  const hex = (digits: number): string => text(digits, '0123456789abcdef')
  return {
    next,
    below,
    pick: <T>(list: readonly T[]): T => {
      const item = list[below(list.length)]
      if (item === undefined) throw new Error('pick from an empty list')
      return item
    },
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    suffix: (length) => text(length, SUFFIX),
  }
}
