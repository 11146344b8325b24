/** Where a slice of time goes. */
export interface Slot {
  readonly from: number
  readonly to: number
  /** 0 = the track of the group itself. */
  readonly lane: number
}

/**
 * Gives spans that overlap within a group (a pod) lanes of their own: slices on one track must nest. Keeps four numbers for a span; what was
 * added n-th is asked for as `slot(n)`.
 */
export class LanePlan {
  private readonly groups = new Map<string, number>()
  private readonly group: number[] = []
  private readonly from: number[] = []
  private readonly to: number[] = []
  private readonly lane: number[] = []
  private readonly open = new Set<number>()

  /** `from` 0 = no time, -1 = not wanted. `open`: it has no end of its own, the next span of its group ends it. */
  add(group: string, from: number, to: number, open: boolean): void {
    let index = -1
    if (from > 0) {
      index = this.groups.get(group) ?? this.groups.size
      this.groups.set(group, index)
      if (open) this.open.add(this.from.length)
    }
    this.group.push(index)
    this.from.push(from)
    this.to.push(to)
    this.lane.push(0)
  }

  /** Call it after the last `add`. */
  settle(): void {
    const order = Uint32Array.from(this.from.keys())
      .filter((i) => this.at(this.from, i) > 0)
      .sort((a, b) => this.at(this.from, a) - this.at(this.from, b) || a - b)
    this.closeOpen(order)
    const ends = new Map<number, number[]>()
    for (const i of order) {
      const group = this.at(this.group, i)
      const lanes = ends.get(group) ?? []
      const free = lanes.findIndex((end) => end <= this.at(this.from, i))
      const lane = free < 0 ? lanes.length : free
      lanes[lane] = this.at(this.to, i)
      this.lane[i] = lane
      ends.set(group, lanes)
    }
  }

  /** Undefined where it is not wanted. */
  slot(i: number): Slot | undefined {
    const from = this.at(this.from, i)
    return from < 0 ? undefined : { from, to: this.at(this.to, i), lane: this.at(this.lane, i) }
  }

  private closeOpen(order: Uint32Array): void {
    const next = new Map<number, number>()
    for (const i of order.toReversed()) {
      const from = this.at(this.from, i)
      const start = next.get(this.at(this.group, i))
      if (start !== undefined && start > from && this.open.has(i)) this.to[i] = Math.min(this.at(this.to, i), start)
      next.set(this.at(this.group, i), from)
    }
  }

  private at(list: readonly number[], i: number): number {
    return list[i] ?? 0
  }
}
