/** Entries of one generation; at most two generations are in memory. */
export const GENERATION = 200_000

/** Numbers of distinct keys; what it keeps of a key is its own. */
export interface Keys<Key> {
  readonly size: number
  readonly get: (key: Key) => number | undefined
  /** Keeps a key that it does not know. */
  readonly set: (key: Key, id: number) => void
}

/** Numbers the distinct keys it is given, in order of first appearance, with bounded memory. */
export interface Dictionary<Entry, Key = string> {
  /** Id of the entry; `insert` was called for it if it was not (or no longer) known. */
  readonly id: (key: Key, entry: Entry) => number
  /** True once entries were forgotten: the same key may then have several ids, and the table has to be folded. */
  readonly forgot: () => boolean
  /** True once a second generation has begun: what is forgotten next depends on the keys that are asked for from now on. */
  readonly ages: () => boolean
}

/**
 * `firstId`: the next free row id. Two generations of at most `limit` keys are kept; when the young one is full, the old one is
 * forgotten. A key that was forgotten gets a second row, which `foldDictionaries` merges after the load.
 */
export function dictionary<Entry>(
  firstId: number,
  insert: (id: number, entry: Entry) => void,
  limit: number = GENERATION,
): Dictionary<Entry> {
  return dictionaryOf(firstId, insert, limit, () => new TextKeys())
}

/** The same with keys of another kind; `newKeys` makes an empty generation. */
export function dictionaryOf<Entry, Key>(
  firstId: number,
  insert: (id: number, entry: Entry) => void,
  limit: number,
  newKeys: () => Keys<Key>,
): Dictionary<Entry, Key> {
  let young = newKeys()
  let old = newKeys()
  let next = firstId
  let forgot = false

  const keep = (key: Key, id: number): void => {
    if (young.size >= limit) {
      forgot ||= old.size > 0
      old = young
      young = newKeys()
    }
    young.set(key, id)
  }
  const id = (key: Key, entry: Entry): number => {
    const known = young.get(key)
    if (known !== undefined) return known
    const older = old.get(key)
    if (older !== undefined) {
      keep(key, older)
      return older
    }
    const fresh = next
    next += 1
    insert(fresh, entry)
    keep(key, fresh)
    return fresh
  }
  return { id, forgot: () => forgot, ages: () => old.size > 0 }
}

class TextKeys implements Keys<string> {
  private readonly ids = new Map<string, number>()

  get size(): number {
    return this.ids.size
  }

  get(key: string): number | undefined {
    return this.ids.get(key)
  }

  set(key: string, id: number): void {
    this.ids.set(detached(key), id)
  }
}

/** A copy with its own memory: V8 keeps a whole line alive for the sake of a slice of it. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
