import type { PageData, PageDetail, PageFlag, PageKind } from '../data.ts'
import { unpackDeltas, unpackNumbers } from '../numbers.ts'

/** A node with its share of lanes and marks (`from` included, `to` not). */
export interface NodeInfo {
  readonly name: string
  readonly laneFrom: number
  readonly laneTo: number
  readonly markFrom: number
  readonly markTo: number
  readonly failures: number
}

export interface LaneInfo {
  readonly node: number
  readonly label: string
  readonly markFrom: number
  readonly markTo: number
  readonly barFrom: number
  readonly barTo: number
  readonly failures: number
}

/** Marks as columns, by lane and time; `ms` since the epoch. */
export interface MarkColumns {
  readonly count: number
  readonly stepMs: number
  readonly lane: Float64Array
  readonly ms: Float64Array
  readonly kind: Float64Array
  readonly n: Float64Array
  readonly id: Float64Array
  /** -1 where not known. */
  readonly source: Float64Array
  readonly line: Float64Array
}

/** Lives of pod sandboxes as columns; `ms` since the epoch, 0 = not seen. */
export interface BarColumns {
  readonly count: number
  readonly lane: Float64Array
  readonly id: readonly string[]
  readonly state: Float64Array
  readonly requested: Float64Array
  readonly ready: Float64Array
  readonly stop: Float64Array
  readonly stopped: Float64Array
  readonly removed: Float64Array
}

export interface HeatColumns {
  readonly count: number
  readonly stepMs: number
  readonly ms: Float64Array
  readonly node: Float64Array
  readonly n: Float64Array
}

/** The page's data, unpacked. */
export interface Model {
  readonly fromMs: number
  readonly untilMs: number
  readonly nodes: readonly NodeInfo[]
  readonly lanes: readonly LaneInfo[]
  readonly kinds: readonly PageKind[]
  readonly sources: readonly string[]
  readonly marks: MarkColumns
  readonly bars: BarColumns
  readonly heat: HeatColumns
  readonly flags: readonly PageFlag[]
  readonly details: ReadonlyMap<number, PageDetail>
  readonly failures: number
  readonly undated: number
  readonly omitted: readonly string[]
}

export function readModel(data: PageData): Model {
  const marks = markColumns(data)
  const bars = barColumns(data)
  const lanes = laneInfos(data, marks, bars)
  return {
    fromMs: data.fromMs,
    untilMs: data.untilMs,
    nodes: nodeInfos(data, lanes),
    lanes,
    kinds: data.kinds,
    sources: data.sources,
    marks,
    bars,
    heat: heatColumns(data),
    flags: data.flags,
    details: new Map(data.details.map((detail) => [detail.id, detail])),
    failures: data.totals.failures,
    undated: data.totals.undated,
    omitted: data.omitted,
  }
}

function markColumns({ marks, fromMs }: PageData): MarkColumns {
  const { count, stepMs } = marks
  const lane = unpackDeltas(marks.lane, count)
  const ms = unpackNumbers(marks.time, count)
  for (let i = 0; i < count; i++) {
    const same = i > 0 && lane[i] === lane[i - 1]
    ms[i] = (ms[i] ?? 0) + (same ? (ms[i - 1] ?? 0) : fromMs)
  }
  return {
    count,
    stepMs,
    lane,
    ms,
    kind: unpackNumbers(marks.kind, count),
    n: marks.n === '' ? new Float64Array(count).fill(1) : unpackNumbers(marks.n, count),
    id: unpackDeltas(marks.id, count),
    source: marks.source === '' ? new Float64Array(count).fill(-1) : unpackNumbers(marks.source, count),
    line: unpackDeltas(marks.line, count),
  }
}

function barColumns({ sandboxes, fromMs }: PageData): BarColumns {
  const { count } = sandboxes
  const times = (text: string): Float64Array =>
    unpackNumbers(text, count).map((value) => (value === 0 ? 0 : value - 1 + fromMs))
  return {
    count,
    lane: unpackDeltas(sandboxes.lane, count),
    id: sandboxes.id,
    state: unpackNumbers(sandboxes.state, count),
    requested: times(sandboxes.requested),
    ready: times(sandboxes.ready),
    stop: times(sandboxes.stop),
    stopped: times(sandboxes.stopped),
    removed: times(sandboxes.removed),
  }
}

function heatColumns({ heat }: PageData): HeatColumns {
  const { count, stepMs } = heat
  return {
    count,
    stepMs,
    ms: unpackDeltas(heat.step, count).map((step) => step * stepMs),
    node: unpackNumbers(heat.node, count),
    n: unpackNumbers(heat.n, count),
  }
}

/** First place at or after `start` whose value is not `value`: the end of a run. */
function runEnd(column: Float64Array, start: number, value: number): number {
  let at = start
  while (at < column.length && column[at] === value) at++
  return at
}

function laneInfos(data: PageData, marks: MarkColumns, bars: BarColumns): readonly LaneInfo[] {
  const nodes = unpackDeltas(data.lanes.node, data.lanes.count)
  let mark = 0
  let bar = 0
  return Array.from({ length: data.lanes.count }, (_, i): LaneInfo => {
    const markFrom = mark
    const barFrom = bar
    mark = runEnd(marks.lane, mark, i)
    bar = runEnd(bars.lane, bar, i)
    let failures = 0
    for (let m = markFrom; m < mark; m++) failures += marks.n[m] ?? 0
    const pod = data.lanes.pod[i] ?? ''
    const sandbox = data.lanes.sandbox[i] ?? ''
    const label = pod !== '' ? pod : sandbox !== '' ? `sandbox ${sandbox.slice(0, 12)}` : 'pod not known'
    return { node: nodes[i] ?? 0, label, markFrom, markTo: mark, barFrom, barTo: bar, failures }
  })
}

function nodeInfos(data: PageData, lanes: readonly LaneInfo[]): readonly NodeInfo[] {
  let lane = 0
  let mark = 0
  return data.nodes.map((name, node): NodeInfo => {
    const laneFrom = lane
    const markFrom = mark
    let failures = 0
    for (; lanes[lane]?.node === node; lane++) {
      failures += lanes[lane]?.failures ?? 0
      mark = lanes[lane]?.markTo ?? mark
    }
    return { name: name === '' ? '(node not named)' : name, laneFrom, laneTo: lane, markFrom, markTo: mark, failures }
  })
}
