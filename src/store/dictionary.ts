/** Entries of one generation; at most two generations are in memory. */
export const GENERATION = 200_000

/** Numbers the distinct keys it is given, in order of first appearance, with bounded memory. */
export interface Dictionary<Key> {
  /** Id of the entry; `insert` was called for it if it was not (or no longer) known. */
  readonly id: (key: string, entry: Key) => number
  /** True once entries were forgotten: the same key may then have several ids, and the table has to be folded. */
  readonly forgot: () => boolean
}

/**
 * `firstId`: the next free row id. Two generations of at most `limit` keys are kept; when the young one is full, the old one is
 * forgotten. A key that was forgotten gets a second row, which `foldDictionaries` merges after the load.
 */
export function dictionary<Key>(
  firstId: number,
  insert: (id: number, entry: Key) => void,
  limit: number = GENERATION,
): Dictionary<Key> {
  let young = new Map<string, number>()
  let old = new Map<string, number>()
  let next = firstId
  let forgot = false

  const keep = (key: string, id: number): void => {
    if (young.size >= limit) {
      forgot ||= old.size > 0
      old = young
      young = new Map()
    }
    young.set(key, id)
  }
  const id = (key: string, entry: Key): number => {
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
    keep(detached(key), fresh)
    return fresh
  }
  return { id, forgot: () => forgot }
}

/** A copy with its own memory: V8 keeps a whole line alive for the sake of a slice of it. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
