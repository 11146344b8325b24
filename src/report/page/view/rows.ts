import type { Model } from './model.ts'
import type { Selection } from './selection.ts'

/** A row of the timeline: a node (lane -1) or one of its lanes. */
export interface Row {
  readonly node: number
  readonly lane: number
  readonly top: number
  readonly height: number
}

export const NODE_HEIGHT = 28
export const LANE_HEIGHT = 20

/** Lanes that fit without a search: more, and only those with failures are shown at first. */
const FEW_LANES = 60

/** Rows to show: nodes that match, and the matching lanes of those that are open, if asked for only those with failures. */
export function layRows(
  model: Model,
  selection: Selection,
  open: ReadonlySet<number>,
  failing: boolean,
): readonly Row[] {
  const rows: Row[] = []
  let top = 0
  const add = (node: number, lane: number, height: number): void => {
    rows.push({ node, lane, top, height })
    top += height
  }
  model.nodes.forEach((node, n) => {
    if (selection.nodes[n] !== 1) return
    add(n, -1, NODE_HEIGHT)
    if (!open.has(n)) return
    for (let lane = node.laneFrom; lane < node.laneTo; lane++) {
      const dull = failing && model.lanes[lane]?.failures === 0
      if (selection.lanes[lane] === 1 && !dull) add(n, lane, LANE_HEIGHT)
    }
  })
  return rows
}

/** Nodes that are open at first: all where that is not too long, else the worst one. */
export function openAtFirst(model: Model): ReadonlySet<number> {
  if (model.lanes.length <= FEW_LANES) return new Set(model.nodes.keys())
  const worst = model.nodes[0]
  return new Set(worst !== undefined && worst.laneTo - worst.laneFrom <= 40 ? [0] : [])
}

/** Whether only lanes with failures are shown at first. */
export function failingAtFirst(model: Model): boolean {
  return model.lanes.length > FEW_LANES && model.marks.count > 0
}

/** First row that ends below `y`; rows.length if none. */
export function rowAt(rows: readonly Row[], y: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && row.top + row.height <= y) low = middle + 1
    else high = middle
  }
  return low
}
