import type { ClockFlags, ClockHints, YearFrom } from './clock.ts'
import { fixedYear } from './stamp-time.ts'
import type { Survey, TimeProof } from './survey.ts'

const DAY_US = 86_400_000_000

/** What else speaks for a source's time. */
export interface HintSources {
  readonly path: string
  readonly mtimeUs: number
  readonly mtimeFrom: 'member time' | 'file time' | ''
  readonly flags: ClockFlags
  /** Look at this source's own head. */
  readonly own: () => Survey
  /** What other sources of the same node tell, in input order. */
  readonly others: () => Iterable<TimeProof>
  /** What other members of the same archive tell, of any node. */
  readonly bundle: () => Iterable<TimeProof>
}

/** Gathers the hints of a source, strongest first (DESIGN 4). */
export function hintsOf(sources: HintSources): ClockHints {
  const own = sources.own()
  const offsetMin = own.offsetMin ?? first(sources.others(), (proof) => proof.offsetMin)
  return { ...anchorOf(sources, own, offsetMin), offsetMin }
}

function anchorOf(sources: HintSources, own: Survey, offsetMin: number | undefined): Omit<ClockHints, 'offsetMin'> {
  if (sources.flags.year !== 0 && own.yearless !== undefined) {
    return near(fixedYear(own.yearless, sources.flags.year, sources.flags.zone, offsetMin), 'flag')
  }
  if (own.absoluteUs !== 0) return near(own.absoluteUs, 'same source')
  if (own.headerUs !== 0) {
    return { anchorUs: own.headerUs, anchor: own.headerEnds ? 'before' : 'near', yearFrom: 'same source' }
  }
  const other = first(sources.others(), (proof) => proof.absoluteUs || undefined)
  if (other !== undefined) return near(other, 'same node')
  const neighbour = first(sources.bundle(), (proof) => proof.absoluteUs || undefined)
  if (neighbour !== undefined) return near(neighbour, 'same bundle')
  const named = dateInName(sources.path)
  if (named !== 0) return { anchorUs: named, anchor: 'before', yearFrom: 'file name' }
  if (sources.mtimeUs === 0 || sources.mtimeFrom === '') return near(0, '')
  return { anchorUs: sources.mtimeUs, anchor: 'before', yearFrom: sources.mtimeFrom }
}

function near(anchorUs: number, yearFrom: YearFrom): Omit<ClockHints, 'offsetMin'> {
  return { anchorUs, anchor: 'near', yearFrom }
}

function first<T>(proofs: Iterable<TimeProof>, pick: (proof: TimeProof) => T | undefined): T | undefined {
  for (const proof of proofs) {
    const picked = pick(proof)
    if (picked !== undefined) return picked
  }
  return undefined
}

// messages-20220426, containerd-2022-04-26T00-43-24.518.log.gz, node-a-2022-04-26_00_43_24.tar.gz!/..., 0.log.20220426-004324.gz
const DATE = /(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/g

/** End of the day that the innermost dated name in the path tells; 0 if none does. */
export function dateInName(path: string): number {
  const match = [...path.matchAll(DATE)].at(-1)
  if (match === undefined) return 0
  return Date.UTC(Number(match[1]), Number(match[3]) - 1, Number(match[4])) * 1000 + DAY_US
}
