/** A map that never holds more than a fixed number of entries. */
export interface Cache<Value> {
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
  readonly size: () => number
}

/** Keys beyond this length are not kept: hostile text must not fill the memory. */
const maxKey = 4096

/** A cache of at most `limit` entries; when it is full the oldest entry goes. */
export function createCache<Value>(limit: number): Cache<Value> {
  const entries = new Map<string, Value>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      if (key.length > maxKey) return
      if (entries.size >= limit) evictOldest(entries)
      entries.set(key, value)
    },
    size: () => entries.size,
  }
}

function evictOldest(entries: Map<string, unknown>): void {
  for (const key of entries.keys()) {
    entries.delete(key)
    return
  }
}
