import { type Pair, pairValue, scanPairs } from './pairs.ts'

/** Fields of a `key=value` text; values are decoded when asked for. */
export interface Logfmt {
  /** Keys in order. */
  readonly keys: readonly string[]
  /** Decoded value of the first pair of that name; undefined where absent. */
  readonly get: (name: string) => string | undefined
  /** The last value is not closed: the record goes on in another line or was cut. */
  readonly open: boolean
}

/** Reads logfmt (logrus text) from `from` on, leniently (see `scanPairs`); undefined where no `key=` stands there. */
export function readLogfmt(text: string, from = 0): Logfmt | undefined {
  const pairs = scanPairs(text, from)
  return pairs.length === 0 ? undefined : fieldsOf(text, pairs)
}

/** Lazy view of pairs that were scanned before. */
export function fieldsOf(text: string, pairs: readonly Pair[]): Logfmt {
  return {
    keys: pairs.map((pair) => pair.key),
    get: (name) => {
      const pair = pairs.find((candidate) => candidate.key === name)
      return pair === undefined ? undefined : pairValue(text, pair)
    },
    open: pairs.at(-1)?.open ?? false,
  }
}
