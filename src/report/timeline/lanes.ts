import { escapeTerminal, fitWidth } from '../../base/escape-terminal.ts'
import type { CaseFile } from '../../model/case-file.ts'
import { minuteText } from '../time-text.ts'
import { grouped, nodeOf } from '../words.ts'
import { spanOf, type TimelineFilter } from './items.ts'

/** Nodes that get a lane at most, worst first. */
const MAX_LANES = 40

const MINUTE_US = 60_000_000

/** Height of a column from no failure to the most in any column. */
const STEPS = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

interface Lane {
  readonly node: string
  readonly failures: number
  readonly minutes: readonly (readonly [us: number, failures: number])[]
}

/**
 * One lane for each node with failures: how many over time, in at most `width` columns; [] where no failure has a time. A column is a whole number
 * of minutes: a shorter one would leave gaps that the logs do not have.
 */
export function lanes(file: CaseFile, filter: TimelineFilter, width: number): readonly string[] {
  const all = readLanes(file, filter)
  const times = all.flatMap((lane) => lane.minutes.map(([us]) => us))
  if (times.length === 0) return []
  const from = times.reduce((a, b) => Math.min(a, b))
  const to = times.reduce((a, b) => Math.max(a, b)) + MINUTE_US
  const shown = all.slice(0, MAX_LANES)
  const label = Math.min(30, Math.max(...shown.map((lane) => nodeOf(lane.node).length)))
  const counts = Math.max(...shown.map((lane) => grouped(lane.failures).length))
  const minutes = Math.round((to - from) / MINUTE_US)
  const each = Math.ceil(minutes / Math.max(10, width - label - counts - 3))
  const columns = Math.ceil(minutes / each)
  const cells = shown.map((lane) => bucket(lane, from, each * MINUTE_US, columns))
  const most = Math.max(...cells.flat())
  const lines = shown.map(
    (lane, i) =>
      `${fitWidth(escapeTerminal(nodeOf(lane.node)), label)} ${grouped(lane.failures).padStart(counts)} ${(cells[i] ?? []).map((n) => step(n, most)).join('')}`,
  )
  const left = all.length > shown.length ? [`and ${grouped(all.length - shown.length)} more`] : []
  return [...lines, ...left, axis(from, to, label + counts + 2, columns)]
}

function readLanes(file: CaseFile, filter: TimelineFilter): readonly Lane[] {
  const { sinceUs, untilUs } = spanOf(filter)
  const rows = file.query('failures-per-node-and-minute', { node: filter.node ?? '', since: sinceUs, until: untilUs })
  const byNode = new Map<string, [number, number][]>()
  for (const row of rows) {
    const node = String(row['node'])
    const list = byNode.get(node) ?? []
    list.push([Number(row['minute_us']), Number(row['failures'])])
    byNode.set(node, list)
  }
  return [...byNode]
    .map(([node, minutes]) => ({ node, minutes, failures: minutes.reduce((sum, [, n]) => sum + n, 0) }))
    .sort((a, b) => b.failures - a.failures || (a.node < b.node ? -1 : 1))
}

function bucket(lane: Lane, from: number, eachUs: number, columns: number): number[] {
  const cells = new Array<number>(columns).fill(0)
  for (const [us, n] of lane.minutes) {
    const i = Math.min(columns - 1, Math.floor((us - from) / eachUs))
    cells[i] = (cells[i] ?? 0) + n
  }
  return cells
}

function step(n: number, most: number): string {
  return STEPS[n === 0 ? 0 : Math.max(1, Math.ceil((n / most) * (STEPS.length - 1)))] ?? '·'
}

function axis(from: number, to: number, indent: number, columns: number): string {
  const left = minuteText(from)
  const right = minuteText(to)
  const gap = columns - left.length - right.length
  return `${' '.repeat(indent)}${left}${gap < 1 ? ' to ' : ' '.repeat(gap)}${right}`
}
