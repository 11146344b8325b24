import type { Model } from './model.ts'
import type { Search } from './search.ts'
import type { Span } from './time-scale.ts'

/** What search and brush leave. */
export interface Selection {
  /** 1 = the mark matches the search. */
  readonly found: Uint8Array
  /** 1 = it also lies in the brushed span. */
  readonly marks: Uint8Array
  /** 1 = the lane matches or has a mark that does. */
  readonly lanes: Uint8Array
  readonly nodes: Uint8Array
  /** Failures that the marks stand for. */
  readonly failures: number
}

/** Applies the search (undefined = everything matches) and the brush. */
export function select(model: Model, search: Search, brush: Span | undefined): Selection {
  const found = new Uint8Array(model.marks.count)
  const lanes = new Uint8Array(model.lanes.length)
  const nodes = new Uint8Array(model.nodes.length)
  if (search.state === 'some') match(model, search.matches, { found, lanes, nodes })
  else for (const all of [found, lanes, nodes]) all.fill(1)
  const marks = found.slice()
  let failures = 0
  for (let i = 0; i < marks.length; i++) {
    const ms = model.marks.ms[i] ?? 0
    if (brush !== undefined && (ms + model.marks.stepMs < brush.from || ms > brush.to)) marks[i] = 0
    if (marks[i] === 1) failures += model.marks.n[i] ?? 0
  }
  return { found, marks, lanes, nodes, failures }
}

function match(
  model: Model,
  matches: (text: string) => boolean,
  into: Pick<Selection, 'found' | 'lanes' | 'nodes'>,
): void {
  const kinds = model.kinds.map((kind) => matches(`${kind.operation} ${kind.title} ${kind.message}`))
  const records = new Set<number>()
  for (const [id, detail] of model.details) {
    if (detail.records.some((record) => matches(`${record.source} ${record.raw}`))) records.add(id)
  }
  model.nodes.forEach((node, n) => {
    const whole = matches(node.name)
    if (whole) into.nodes[n] = 1
    for (let l = node.laneFrom; l < node.laneTo; l++) {
      if (matchLane(model, l, whole || laneMatches(model, l, matches), kinds, records, into)) into.nodes[n] = 1
    }
  })
}

function laneMatches(model: Model, l: number, matches: (text: string) => boolean): boolean {
  const lane = model.lanes[l]
  if (lane === undefined) return false
  if (matches(lane.label) || matches(`${model.nodes[lane.node]?.name ?? ''} ${lane.label}`)) return true
  for (let bar = lane.barFrom; bar < lane.barTo; bar++) if (matches(model.bars.id[bar] ?? '')) return true
  return false
}

function matchLane(
  model: Model,
  l: number,
  whole: boolean,
  kinds: readonly boolean[],
  records: ReadonlySet<number>,
  into: Pick<Selection, 'found' | 'lanes'>,
): boolean {
  const lane = model.lanes[l]
  let any = whole
  for (let m = lane?.markFrom ?? 0; m < (lane?.markTo ?? 0); m++) {
    if (!whole && kinds[model.marks.kind[m] ?? 0] !== true && !records.has(model.marks.id[m] ?? 0)) continue
    into.found[m] = 1
    any = true
  }
  if (any) into.lanes[l] = 1
  return any
}
