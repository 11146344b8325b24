import type { Row } from '../view/rows.ts'
import { grouped } from './dom.ts'
import { drawFlags } from './draw-flags.ts'
import { xOf } from './geometry.ts'
import type { Pen } from './pen.ts'

export const FONT = '12px system-ui, sans-serif'

/** Draws the rows between two heights, shifted up by `scroll`. */
export function drawRow(pen: Pen, row: Row, y: number, current: boolean): void {
  background(pen, row, y, current)
  if (row.lane < 0) nodeRow(pen, row, y)
  else laneRow(pen, row, y)
  label(pen, row, y)
}

function background({ context, plot, theme }: Pen, row: Row, y: number, current: boolean): void {
  const right = plot.left + plot.width
  if (row.lane < 0) {
    context.fillStyle = theme.code
    context.fillRect(0, y, right, row.height)
  }
  context.fillStyle = theme.line
  context.fillRect(0, y + row.height - 1, right, row.lane < 0 ? 1 : 0.5)
  if (!current) return
  context.strokeStyle = theme.version
  context.lineWidth = 2
  context.strokeRect(1, y + 1, right - 2, row.height - 2)
}

function label({ context, plot, theme, app }: Pen, row: Row, y: number): void {
  const node = app.model.nodes[row.node]
  const lane = app.model.lanes[row.lane]
  const n = row.lane < 0 ? (node?.failures ?? 0) : (lane?.failures ?? 0)
  const middle = y + row.height / 2
  context.textBaseline = 'middle'
  context.font = row.lane < 0 ? `600 ${FONT}` : FONT
  context.fillStyle = theme.text
  const count = n === 0 ? '' : grouped(n)
  const room = plot.left - context.measureText(count).width - (row.lane < 0 ? 36 : 40)
  context.textAlign = 'left'
  const name = row.lane < 0 ? (node?.name ?? '') : (lane?.label ?? '')
  context.fillText(cut(context, name, room), row.lane < 0 ? 22 : 28, middle)
  if (row.lane < 0 && node !== undefined && node.laneTo > node.laneFrom)
    arrow(context, 10, middle, app.open.has(row.node))
  context.fillStyle = theme.soft
  context.textAlign = 'right'
  context.fillText(count, plot.left - 8, middle)
}

function arrow(context: CanvasRenderingContext2D, x: number, y: number, open: boolean): void {
  context.beginPath()
  const corners = open ? [-4, -2, 4, -2, 0, 4] : [-2, -4, 4, 0, -2, 4]
  context.moveTo(x + (corners[0] ?? 0), y + (corners[1] ?? 0))
  context.lineTo(x + (corners[2] ?? 0), y + (corners[3] ?? 0))
  context.lineTo(x + (corners[4] ?? 0), y + (corners[5] ?? 0))
  context.fill()
}

const widths = new Map<string, string>()

/** A text that fits: the middle is left out, pods differ at both ends. */
function cut(context: CanvasRenderingContext2D, text: string, room: number): string {
  const key = `${context.font}\n${Math.round(room)}\n${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  let fit = text
  for (let keep = text.length - 1; keep > 3 && context.measureText(fit).width > room; keep--) {
    const head = Math.ceil(keep / 2)
    fit = `${text.slice(0, head)}…${text.slice(text.length - (keep - head))}`
  }
  if (widths.size > 5000) widths.clear()
  widths.set(key, fit)
  return fit
}

/** A node: its failures as columns, two pixels wide, and its flags. */
function nodeRow(pen: Pen, row: Row, y: number): void {
  const { context, plot, theme, app } = pen
  const node = app.model.nodes[row.node]
  if (node === undefined) return
  const columns = columnsOf(pen, node.markFrom, node.markTo)
  const most = columns.reduce((a, b) => Math.max(a, b), 0)
  context.fillStyle = theme.fail
  columns.forEach((n, i) => {
    if (n === 0) return
    const height = 4 + (Math.log1p(n) / Math.log1p(most)) * (row.height - 10)
    context.fillRect(plot.left + i * 2, y + row.height - 2 - height, 2, height)
  })
  drawFlags(pen, row.node, y, row.height)
}

/** Failures by pairs of pixels. */
export function columnsOf({ plot, app }: Pick<Pen, 'plot' | 'app'>, from: number, to: number): Float64Array {
  const columns = new Float64Array(Math.ceil(plot.width / 2))
  const { ms, n, stepMs } = app.model.marks
  const { found } = app.selection
  const scale = columns.length / (plot.span.to - plot.span.from)
  for (let i = from; i < to; i++) {
    if (found[i] !== 1) continue
    const at = ((ms[i] ?? 0) + stepMs / 2 - plot.span.from) * scale
    if (at < 0 || at >= columns.length) continue
    const column = Math.floor(at)
    columns[column] = (columns[column] ?? 0) + (n[i] ?? 0)
  }
  return columns
}

function laneRow(pen: Pen, row: Row, y: number): void {
  const lane = pen.app.model.lanes[row.lane]
  if (lane === undefined) return
  for (let bar = lane.barFrom; bar < lane.barTo; bar++) drawLife(pen, bar, y, row.height)
  drawMarks(pen, lane.markFrom, lane.markTo, y, row.height)
}

/** Phases of a pod sandbox: set-up thin, ready thick, tear-down striped, stopped thin. */
function drawLife(pen: Pen, bar: number, y: number, height: number): void {
  const { bars } = pen.app.model
  const at = (column: Float64Array): number => column[bar] ?? 0
  const [requested, ready, stop, stopped, removed] = [
    at(bars.requested),
    at(bars.ready),
    at(bars.stop),
    at(bars.stopped),
    at(bars.removed),
  ]
  const end = removed || pen.app.model.untilMs
  const gone = bars.state[bar] === 1
  const middle = y + height / 2
  if (requested > 0)
    phase(pen, requested, ready || stop || stopped || (gone ? removed : 0) || requested, middle, 4, pen.theme.setup)
  if (ready > 0) phase(pen, ready, stop || stopped || removed || end, middle, 10, pen.theme.ready)
  if (stop > 0) phase(pen, stop, stopped || removed || end, middle, 10, pen.theme.stopping)
  if (stopped > 0) phase(pen, stopped, end, middle, 4, pen.theme.stopped)
}

function phase({ context, plot }: Pen, from: number, to: number, middle: number, height: number, colour: string): void {
  const left = Math.max(plot.left, xOf(plot, from))
  const right = Math.min(plot.left + plot.width, xOf(plot, to))
  if (right < plot.left || left > plot.left + plot.width) return
  context.fillStyle = colour
  context.fillRect(left, middle - height / 2, Math.max(1.5, right - left), height)
}

/** Failures: upright strokes; those that only follow are lower and paler. */
function drawMarks({ context, plot, theme, app }: Pen, from: number, to: number, y: number, height: number): void {
  const { ms, kind, stepMs } = app.model.marks
  const scale = plot.width / (plot.span.to - plot.span.from)
  let last = Number.NEGATIVE_INFINITY
  for (let i = from; i < to; i++) {
    if (app.selection.found[i] !== 1) continue
    const x = plot.left + ((ms[i] ?? 0) - plot.span.from) * scale
    const width = Math.max(2.5, stepMs * scale - 1)
    // a stroke that would lie on the one before adds nothing
    if (x + width < plot.left || x > plot.left + plot.width || x - last < 0.75) continue
    last = x
    const follows = app.model.kinds[kind[i] ?? 0]?.secondary === true
    context.globalAlpha = app.selection.marks[i] === 1 ? 1 : 0.3
    context.fillStyle = follows ? theme.follow : theme.fail
    const tall = follows ? height - 10 : height - 4
    context.fillRect(Math.max(plot.left, x - 1), y + (height - tall) / 2, width, tall)
  }
  context.globalAlpha = 1
}
