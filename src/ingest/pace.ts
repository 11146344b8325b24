import { DISORDER_US, LONGEST_US, MOST_GAPS, SHORTEST_US } from './silence-bounds.ts'

/** Two neighbouring dated lines with a long time between them. Times are microseconds, `fromUs` the earlier one whatever their order. */
export interface Gap {
  readonly fromUs: number
  readonly toUs: number
  /** The earlier of the two lines in the source. */
  readonly line: number
  readonly byteOffset: number
}

/**
 * How a source, or a part of it, goes on in time; plain data of bounded size. A gap counts only where it parts the source: all before it
 * is earlier and all after it later (or the other way round, for `journalctl -r`), so that an outlier or a second log in the same file
 * never looks like a silence.
 */
export interface Pace {
  steps: number
  /** Steps from sample to sample by length (`stepClass`). */
  readonly classes: number[]
  /** Earliest and latest time of a sample; 0 = none. */
  minUs: number
  maxUs: number
  /** Gaps that part what is known so far, in order of the source: forwards and backwards in time. */
  onward: Gap[]
  backward: Gap[]
}

/** All classes that `stepClass` gives. */
const CLASSES = 120

export function newPace(): Pace {
  return { steps: 0, classes: new Array<number>(CLASSES).fill(0), minUs: 0, maxUs: 0, onward: [], backward: [] }
}

/** Class of a length of time: four classes to a doubling, by whole milliseconds, so that no machine rounds it otherwise. */
export function stepClass(us: number): number {
  const ms = Math.min(Math.floor(us / 1000), 0x7fffffff)
  if (ms < 8) return ms
  const power = 31 - Math.clz32(ms)
  return power * 4 + ((ms >> (power - 2)) & 3) - 4
}

/** Shortest time, in microseconds, that is longer than all of a class. */
export function classEnd(index: number): number {
  if (index < 8) return (index + 1) * 1000
  const power = Math.floor((index + 4) / 4)
  return (5 + (index % 4)) * 2 ** (power - 2) * 1000
}

/** Time from a sample to the next. */
export function addStep(pace: Pace, us: number): void {
  const index = stepClass(us)
  pace.steps++
  pace.classes[index] = (pace.classes[index] ?? 0) + 1
}

/** A sample's time: gaps that it shows not to part the source are dropped. */
export function addTime(pace: Pace, us: number): void {
  if (pace.onward.length > 0) pace.onward = pace.onward.filter((gap) => us >= gap.toUs - DISORDER_US)
  if (pace.backward.length > 0) pace.backward = pace.backward.filter((gap) => us <= gap.fromUs + DISORDER_US)
  if (pace.minUs === 0 || us < pace.minUs) pace.minUs = us
  if (us > pace.maxUs) pace.maxUs = us
}

/** A gap after all that was added before. `towards`: the time of the line after it, which is later or, in a reversed log, earlier. */
export function addGap(pace: Pace, gap: Gap, towards: 'later' | 'earlier'): void {
  const length = gap.toUs - gap.fromUs
  if (length < SHORTEST_US || length > LONGEST_US) return
  if (towards === 'later' && pace.maxUs <= gap.fromUs + DISORDER_US) pace.onward = longest([...pace.onward, gap])
  if (towards === 'earlier' && pace.minUs >= gap.toUs - DISORDER_US) pace.backward = longest([...pace.backward, gap])
}

/** Adds a later part of the same source, whose first line is `lineShift` lines after the source's first. */
export function addPace(sum: Pace, part: Pace, lineShift: number): void {
  sum.steps += part.steps
  for (const [index, n] of part.classes.entries()) sum.classes[index] = (sum.classes[index] ?? 0) + n
  if (part.maxUs === 0) return
  const moved = ({ line, ...rest }: Gap): Gap => ({ ...rest, line: line + lineShift })
  const { minUs, maxUs } = sum
  const onward = part.onward.filter((gap) => maxUs <= gap.fromUs + DISORDER_US)
  const backward = part.backward.filter((gap) => minUs === 0 || minUs >= gap.toUs - DISORDER_US)
  addTime(sum, part.minUs)
  addTime(sum, part.maxUs)
  sum.onward = longest([...sum.onward, ...onward.map(moved)])
  sum.backward = longest([...sum.backward, ...backward.map(moved)])
}

/** Drops the shortest where there are too many; of equals the later one. */
function longest(gaps: Gap[]): Gap[] {
  if (gaps.length <= MOST_GAPS) return gaps
  const shortest = gaps.reduce((a, b) => (b.toUs - b.fromUs <= a.toUs - a.fromUs ? b : a))
  return longest(gaps.filter((gap) => gap !== shortest))
}
