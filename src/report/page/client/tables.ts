import type { PageFlag } from '../data.ts'
import { timeText } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { dataTable } from './data-table.ts'
import { grouped } from './dom.ts'

interface Sum {
  readonly place: number
  failures: number
  pods: number
  first: number
  last: number
}

/** Tables of what search and brush leave: nodes, pods, failures, changes. */
export function tables(app: App): readonly HTMLElement[] {
  const hit = app.model.marks.count > 0
  const all = [...(hit ? [nodeTable(app), podTable(app), failureTable(app)] : []), changeTable(app)]
  app.subscribe((changes) => {
    if (changes.has('selection')) for (const one of all) one.refresh()
  })
  for (const one of all) one.refresh()
  return all.map((one) => one.element)
}

const failures = {
  title: 'Failures',
  right: true,
  value: (row: Sum) => row.failures,
  text: (row: Sum) => grouped(row.failures),
}
const first = {
  title: 'First (UTC)',
  whole: true,
  value: (row: Sum) => row.first,
  text: (row: Sum) => timeText(row.first),
}
const last = { title: 'Last (UTC)', whole: true, value: (row: Sum) => row.last, text: (row: Sum) => timeText(row.last) }

function nodeTable(app: App): ReturnType<typeof dataTable<Sum>> {
  return dataTable<Sum>({
    id: 'nodes',
    title: 'Nodes',
    noun: 'node',
    sorted: { column: 1, down: true },
    columns: [
      { title: 'Node', whole: true, value: (row) => app.model.nodes[row.place]?.name ?? '' },
      failures,
      { title: 'Pods or pod sandboxes', right: true, value: (row) => row.pods },
      first,
      last,
    ],
    rows: () => {
      const lanes = laneSums(app)
      return app.model.nodes.flatMap((node, place): Sum[] => {
        const sum: Sum = { place, failures: 0, pods: 0, first: 0, last: 0 }
        for (let lane = node.laneFrom; lane < node.laneTo; lane++) add(sum, lanes[lane])
        return sum.failures > 0 ? [sum] : []
      })
    },
  })
}

function add(sum: Sum, lane: Sum | undefined): void {
  if (lane === undefined || lane.failures === 0) return
  sum.failures += lane.failures
  sum.pods++
  sum.first = sum.first === 0 ? lane.first : Math.min(sum.first, lane.first)
  sum.last = Math.max(sum.last, lane.last)
}

/** For each lane: its failures that search and brush leave. */
function laneSums(app: App): readonly Sum[] {
  const { marks } = app.model
  return app.model.lanes.map((lane, place) => {
    const sum: Sum = { place, failures: 0, pods: 1, first: 0, last: 0 }
    for (let mark = lane.markFrom; mark < lane.markTo; mark++) {
      if (app.selection.marks[mark] !== 1) continue
      sum.failures += marks.n[mark] ?? 0
      if (sum.first === 0) sum.first = marks.ms[mark] ?? 0
      sum.last = marks.ms[mark] ?? 0
    }
    return sum
  })
}

function podTable(app: App): ReturnType<typeof dataTable<Sum>> {
  const nodeOf = (row: Sum): string => app.model.nodes[app.model.lanes[row.place]?.node ?? 0]?.name ?? ''
  return dataTable<Sum>({
    id: 'pods',
    title: 'Pods and pod sandboxes',
    noun: 'lane',
    sorted: { column: 2, down: true },
    columns: [
      { title: 'Pod', value: (row) => app.model.lanes[row.place]?.label ?? '' },
      { title: 'Node', whole: true, value: nodeOf },
      failures,
      { title: 'Pod sandboxes', value: (row) => sandboxWords(app, row.place) },
      first,
      last,
    ],
    rows: () => laneSums(app).filter((sum) => sum.failures > 0),
  })
}

/** `0123456789ab`, `3: 0123456789ab ...` */
function sandboxWords(app: App, place: number): string {
  const lane = app.model.lanes[place]
  const ids = app.model.bars.id.slice(lane?.barFrom ?? 0, lane?.barTo ?? 0).map((id) => id.slice(0, 12))
  if (ids.length < 2) return ids[0] ?? ''
  return `${ids.length}: ${ids.slice(0, 3).join(' ')}${ids.length > 3 ? ' …' : ''}`
}

function failureTable(app: App): ReturnType<typeof dataTable<number>> {
  const { marks, kinds, lanes, nodes, sources } = app.model
  const laneOf = (mark: number): (typeof lanes)[number] | undefined => lanes[marks.lane[mark] ?? 0]
  return dataTable<number>({
    id: 'failures',
    title: 'Failures',
    noun: marks.stepMs === 0 ? 'failure' : 'folded mark',
    sorted: { column: 0, down: false },
    columns: [
      {
        title: 'Time (UTC)',
        whole: true,
        value: (mark) => marks.ms[mark] ?? 0,
        text: (mark) => timeText(marks.ms[mark] ?? 0),
        act: (mark) => show(app, mark),
      },
      { title: 'Node', whole: true, value: (mark) => nodes[laneOf(mark)?.node ?? 0]?.name ?? '' },
      { title: 'Pod', value: (mark) => laneOf(mark)?.label ?? '' },
      { title: 'Operation', value: (mark) => kinds[marks.kind[mark] ?? 0]?.operation ?? '' },
      { title: 'Cause', value: (mark) => kinds[marks.kind[mark] ?? 0]?.cause ?? '' },
      ...(marks.stepMs === 0
        ? [
            {
              title: 'From',
              value: (mark: number) => `${sources[marks.source[mark] ?? 0] ?? ''}:${marks.line[mark] ?? 0}`,
            },
          ]
        : [{ title: 'Failures', right: true, value: (mark: number) => marks.n[mark] ?? 0 }]),
    ],
    rows: () => {
      const rows: number[] = []
      for (let mark = 0; mark < marks.count; mark++) if (app.selection.marks[mark] === 1) rows.push(mark)
      return rows
    },
  })
}

/** Shows the records of a failure, as a click on its mark does. */
function show(app: App, mark: number): void {
  app.choose({ type: 'marks', marks: [mark] })
  const title = document.getElementById('details-title')
  title?.setAttribute('tabindex', '-1')
  title?.focus()
}

const TYPES: Readonly<Record<PageFlag['type'], string>> = {
  trigger: 'trigger',
  recovered: 'recovery',
  version: 'version or start',
  change: 'change',
}

function changeTable(app: App): ReturnType<typeof dataTable<PageFlag>> {
  const named = new Map(app.model.nodes.map((node, place) => [node.name, place]))
  return dataTable<PageFlag>({
    id: 'changes',
    title: 'Triggers, versions and changes',
    noun: 'flag',
    sorted: { column: 0, down: false },
    columns: [
      { title: 'Time (UTC)', whole: true, value: (flag) => flag.ms, text: (flag) => timeText(flag.ms) },
      { title: 'Node', whole: true, value: (flag) => flag.node },
      { title: 'Kind', value: (flag) => TYPES[flag.type] },
      { title: 'What', value: (flag) => flag.text },
      { title: 'From', value: (flag) => `${flag.source}:${flag.line}` },
    ],
    rows: () =>
      app.model.flags.filter((flag) => {
        const inTime = app.brush === undefined || (flag.ms >= app.brush.from && flag.ms <= app.brush.to)
        const node = named.get(flag.node)
        return inTime && (flag.node === '' || node === undefined || app.selection.nodes[node] === 1)
      }),
  })
}
