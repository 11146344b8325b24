import type { PageLanes } from './data.ts'
import { packDeltas } from './numbers.ts'

export interface Lane {
  /** Index into the nodes. */
  readonly node: number
  readonly pod: string
  readonly sandbox: string
}

/** Collects lanes; `sorted` gives them by node, the worst first, and where each went. */
export class LaneIndex {
  private readonly places = new Map<string, number>()
  private readonly lanes: (Lane & { failures: number })[] = []

  /** Place of a lane before sorting. */
  of(node: number, pod: string, sandbox: string, failures: number): number {
    const key = `${node}\n${pod}\n${sandbox}`
    const known = this.places.get(key)
    const place = known ?? this.lanes.length
    if (known === undefined) {
      this.places.set(key, place)
      this.lanes.push({ node, pod, sandbox, failures: 0 })
    }
    const lane = this.lanes[place]
    if (lane !== undefined) lane.failures += failures
    return place
  }

  has(node: number, pod: string, sandbox: string): boolean {
    return this.places.has(`${node}\n${pod}\n${sandbox}`)
  }

  get size(): number {
    return this.lanes.length
  }

  /** The lanes in their order, and the new place of each old one. */
  sorted(): { readonly lanes: PageLanes; readonly order: readonly number[] } {
    const rest = (lane: Lane): number => (lane.pod === '' && lane.sandbox === '' ? 1 : 0)
    const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
    const sorted = this.lanes
      .map((lane, place) => ({ lane, place }))
      .sort(
        ({ lane: a }, { lane: b }) =>
          a.node - b.node ||
          rest(a) - rest(b) ||
          b.failures - a.failures ||
          compare(a.pod, b.pod) ||
          compare(a.sandbox, b.sandbox),
      )
    const order = new Array<number>(sorted.length).fill(0)
    sorted.forEach(({ place }, i) => {
      order[place] = i
    })
    return {
      order,
      lanes: {
        count: sorted.length,
        node: packDeltas(sorted.map(({ lane }) => lane.node)),
        pod: sorted.map(({ lane }) => lane.pod),
        sandbox: sorted.map(({ lane }) => lane.sandbox),
      },
    }
  }
}
