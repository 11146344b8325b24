/** A line is sampled so often in the first bytes of a source: a log of 200 lines gives dozens of samples. */
const FINEST_BYTES = 512
const FINEST_UNTIL = 65_536
/** Coarsest distance: what lies between two samples is still within the bytes that a window keeps. */
const COARSEST_BYTES = 65_536
/** Samples from one power of two to the next. */
const PER_DOUBLING = 64

/** Distance of the points of the grid at a byte offset: it grows with the offset, so that a source of any size gives some hundred samples. */
export function gridStep(offset: number): number {
  if (offset < FINEST_UNTIL) return FINEST_BYTES
  const powerOfTwo = 2 ** (31 - Math.clz32(Math.min(offset, 0x7fffffff)))
  return Math.min(COARSEST_BYTES, powerOfTwo / PER_DOUBLING)
}

/** First point of the grid at or after a byte offset. The line that holds such a byte is looked at for its time. */
export function gridPoint(offset: number): number {
  const step = gridStep(offset)
  return Math.ceil(offset / step) * step
}

/** Last point of the grid before a byte offset; -1 where there is none. */
export function gridPointBefore(offset: number): number {
  if (offset <= 0) return -1
  const step = gridStep(offset - 1)
  return Math.floor((offset - 1) / step) * step
}
