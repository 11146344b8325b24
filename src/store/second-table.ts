/** First beginning and last end of what begins within one second, for many seconds; times are microseconds since the epoch. */
export interface SecondTable {
  readonly add: (firstUs: number, lastUs: number) => void
  /** In order of time. */
  readonly rows: () => Iterable<{ readonly firstUs: number; readonly lastUs: number }>
}

const SECOND = 1_000_000
const FIRST_SLOTS = 1024

/** Added to seconds, so that none is 0: years before 1970 and long after 2106 can be written in a log. */
const ABOVE_0 = 1e12

/** A hash table of numbers: 24 bytes a slot, at most half of them filled, where an object for each second takes 150. */
export function secondTable(): SecondTable {
  /** Seconds plus ABOVE_0; 0 = empty. */
  let keys = new Float64Array(FIRST_SLOTS)
  let firsts = new Float64Array(FIRST_SLOTS)
  let lasts = new Float64Array(FIRST_SLOTS)
  let filled = 0

  const slotOf = (key: number): number => {
    const mask = keys.length - 1
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }
  const grow = (): void => {
    const [oldKeys, oldFirsts, oldLasts] = [keys, firsts, lasts]
    keys = new Float64Array(oldKeys.length * 2)
    firsts = new Float64Array(keys.length)
    lasts = new Float64Array(keys.length)
    oldKeys.forEach((key, from) => {
      if (key === 0) return
      const slot = slotOf(key)
      keys[slot] = key
      firsts[slot] = oldFirsts[from] ?? 0
      lasts[slot] = oldLasts[from] ?? 0
    })
  }
  return {
    add(firstUs, lastUs) {
      const key = Math.floor(firstUs / SECOND) + ABOVE_0
      const slot = slotOf(key)
      if (keys[slot] === key) {
        if (firstUs < (firsts[slot] ?? 0)) firsts[slot] = firstUs
        if (lastUs > (lasts[slot] ?? 0)) lasts[slot] = lastUs
        return
      }
      keys[slot] = key
      firsts[slot] = firstUs
      lasts[slot] = lastUs
      filled += 1
      if (filled * 2 > keys.length) grow()
    },
    *rows() {
      for (const key of keys.filter((one) => one !== 0).sort()) {
        const slot = slotOf(key)
        yield { firstUs: firsts[slot] ?? 0, lastUs: lasts[slot] ?? 0 }
      }
    },
  }
}
