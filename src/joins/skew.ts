import { LEAST_SKEW_PAIRS, LEAST_SKEW_US, MOST_SKEW_SPREAD_US } from './bounds.ts'
import type { JoinEvent, JoinStore } from './join-store.ts'

/** Times of one series that are looked at: an estimate needs no more. */
const MOST_TIMES = 64

/** Events of one sandbox, operation and outcome in the logs of one node. */
interface Series {
  readonly node: string
  readonly sandbox: number
  readonly events: JoinEvent[]
}

/** The same operation of the same sandbox in the logs of two nodes. */
interface Pair {
  readonly sandbox: number
  readonly first: JoinEvent
  /** Time by the first node's clock less time by the second's. */
  readonly aheadUs: number
}

/** Finds clocks that differ: collects what the logs of several nodes say of the same sandboxes. */
export interface Clocks {
  readonly see: (event: JoinEvent) => void
  readonly put: (store: JoinStore) => void
}

/** `shared`: row ids of sandboxes that the logs of several nodes name. */
export function newClocks(shared: ReadonlySet<number>): Clocks {
  const keys = new Map<string, Map<string, Series>>()
  return {
    see(event) {
      if (shared.size === 0 || !shared.has(event.sandbox) || !isOfOneMoment(event)) return
      const key = `${event.sandbox} ${event.operation} ${event.outcome}`
      const ofKey = keys.get(key) ?? new Map<string, Series>()
      keys.set(key, ofKey)
      const series = ofKey.get(event.node) ?? { node: event.node, sandbox: event.sandbox, events: [] }
      ofKey.set(event.node, series)
      // A copy of a record, or the other program's record of the same moment, is no further occurrence.
      if (series.events.at(-1)?.timeUs !== event.timeUs && series.events.length <= MOST_TIMES) series.events.push(event)
    },
    put(store) {
      for (const two of pairsOf(keys.values())) putSkew(store, two)
    },
  }
}

/** An Event of the cluster is timed by the node that it is about, whose own log has it too. */
function isOfOneMoment(event: JoinEvent): boolean {
  return event.timeUs !== 0 && event.node !== '' && event.repeatN === 1 && event.component !== 'kubernetes-event'
}

type Names = readonly [string, string]

interface PairsOfTwo {
  readonly names: Names
  readonly pairs: Pair[]
}

/** Pairs of each two nodes, by name. */
function pairsOf(keys: Iterable<ReadonlyMap<string, Series>>): readonly PairsOfTwo[] {
  const found = new Map<string, PairsOfTwo>()
  for (const ofKey of keys) {
    const all = [...ofKey.values()].sort((a, b) => (a.node < b.node ? -1 : 1))
    for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) addPairs(found, a, b)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, two]) => two)
}

/** The n-th occurrence in one log is the n-th in the other where both have as many. */
function addPairs(found: Map<string, PairsOfTwo>, a: Series, b: Series): void {
  if (a.events.length !== b.events.length || a.events.length > MOST_TIMES) return
  const key = `${a.node}\n${b.node}`
  const two = found.get(key) ?? { names: [a.node, b.node], pairs: [] }
  found.set(key, two)
  for (const [n, first] of a.events.entries()) {
    two.pairs.push({ sandbox: a.sandbox, first, aheadUs: first.timeUs - (b.events[n]?.timeUs ?? 0) })
  }
}

function putSkew(store: JoinStore, { names: [one, other], pairs }: PairsOfTwo): void {
  const sandboxes = new Set(pairs.map(({ sandbox }) => sandbox)).size
  if (sandboxes < LEAST_SKEW_PAIRS) return
  const middle = quantile(
    pairs.map(({ aheadUs }) => aheadUs),
    0.5,
  )
  const spread = quantile(
    pairs.map(({ aheadUs }) => Math.abs(aheadUs - middle)),
    0.75,
  )
  if (Math.abs(middle) < LEAST_SKEW_US || spread > MOST_SKEW_SPREAD_US) return
  const [node, component] = middle > 0 ? [one, other] : [other, one]
  const value = tenths(Math.abs(middle))
  const known = `median over ${pairs.length} records of ${sandboxes} pod sandboxes in the logs of both, three in four within ${tenths(spread)} s of it`
  const text = `the clock of ${node} is about ${value} s ahead of that of ${component}: ${known}.`
  const first = pairs.reduce((a, b) => (b.first.timeUs < a.first.timeUs ? b : a)).first
  store.putFact(first.id, { node, kind: 'clock-skew', component, value, text })
}

/** Of two in the middle the greater one. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length - 1) * share))] ?? 0
}

const tenths = (us: number): string => String(Math.round(us / 100_000) / 10)
