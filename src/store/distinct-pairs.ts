const FIRST_SIZE = 4096

/** Counts distinct pairs of a row id and a small number. Most ids come with one number only: 4 bytes an id, and an entry of a set for every other pair. */
export interface DistinctPairs {
  /** True the first time a pair is seen; ids and numbers count from 1, and a pair with id 0 is never new. */
  readonly isNew: (id: number, number: number) => boolean
}

export function distinctPairs(): DistinctPairs {
  let firsts = new Int32Array(FIRST_SIZE)
  const others = new Set<number>()
  const grow = (id: number): void => {
    const wider = new Int32Array(Math.max(id + 1, firsts.length * 2))
    wider.set(firsts)
    firsts = wider
  }
  return {
    isNew(id, number) {
      if (id === 0) return false
      if (id >= firsts.length) grow(id)
      if (firsts[id] === number) return false
      if (firsts[id] === 0) {
        firsts[id] = number
        return true
      }
      const pair = number * 2 ** 32 + id
      if (others.has(pair)) return false
      others.add(pair)
      return true
    },
  }
}
