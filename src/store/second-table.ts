/** First beginning and last end of what begins within one second, for many seconds; times are microseconds since the epoch. */
export interface SecondTable {
  readonly add: (firstUs: number, lastUs: number) => void
  /** In order of time. */
  readonly rows: () => Iterable<{ readonly firstUs: number; readonly lastUs: number }>
}

const SECOND = 1_000_000

/** Seconds of a page, which takes 1 KiB. */
const PAGE = 64

const EMPTY_PAGE: Float64Array = Float64Array.from({ length: PAGE * 2 }, (_, at) =>
  at % 2 === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
)

/** Pages of neighbouring seconds: 16 bytes a second where they are many, where an object for each takes 150. What comes in order of time stays in a page. */
export function secondTable(): SecondTable {
  /** First beginning of each second of a page, then the last end; of a second without any the beginning is infinite. */
  const pages = new Map<number, Float64Array>()
  let last = EMPTY_PAGE
  let lastNumber = Number.NaN
  const pageOf = (number: number): Float64Array => {
    if (number === lastNumber) return last
    last = pages.get(number) ?? EMPTY_PAGE.slice()
    pages.set(number, last)
    lastNumber = number
    return last
  }
  return {
    add(firstUs, lastUs) {
      const second = Math.floor(firstUs / SECOND)
      const number = Math.floor(second / PAGE)
      const page = pageOf(number)
      const at = (second - number * PAGE) * 2
      if (firstUs < (page[at] ?? 0)) page[at] = firstUs
      if (lastUs > (page[at + 1] ?? 0)) page[at + 1] = lastUs
    },
    *rows() {
      for (const [, page] of [...pages].sort(([a], [b]) => a - b)) {
        for (let at = 0; at < page.length; at += 2) {
          const firstUs = page[at] ?? Number.POSITIVE_INFINITY
          if (firstUs !== Number.POSITIVE_INFINITY) yield { firstUs, lastUs: page[at + 1] ?? 0 }
        }
      }
    },
  }
}
