import { secondText, spanText, ticks } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { counted, fill, h, sharpContext } from './dom.ts'
import { onDrag } from './drag.ts'
import { FONT } from './draw-rows.ts'
import { gutter, msOf, type Plot, xOf } from './geometry.ts'
import { readTheme } from './theme.ts'

const AXIS = 20
/** All nodes fit into about this height; a row is between 3 and 16 pixels high. */
const HEIGHT = 640

/** Failures per minute and node as a strip of fields: the darker, the more. Shows the brushed time, else all. */
export function heat(app: App): HTMLElement {
  const { stepMs } = app.model.heat
  const canvas = h('canvas', { role: 'img' })
  const caption = h(
    'p',
    { class: 'soft', 'aria-live': 'off' },
    'Point at a field to read it; click it to filter to its time.',
  )
  const title = `Failures per ${stepMs === 60_000 ? 'minute' : spanText(stepMs)} and node`
  const box = h('div', { class: 'heat-box' }, canvas)
  const element = h(
    'section',
    { class: 'heat', 'aria-labelledby': 'heat-title' },
    h('h3', { id: 'heat-title' }, title),
    box,
    caption,
  )
  canvas.setAttribute('aria-label', `${title}. The tables below have the numbers.`)
  const plot = (): Plot => {
    const left = gutter(box.clientWidth)
    return { left, width: Math.max(1, box.clientWidth - left), span: app.brush ?? app.whole }
  }
  const redraw = (): void => draw(app, canvas, plot(), box.clientWidth)
  app.subscribe((changes) => {
    if (changes.has('selection') || changes.has('colours')) redraw()
  })
  new ResizeObserver(redraw).observe(box)
  canvas.addEventListener('pointermove', (event) => {
    fill(caption, fieldText(app, msOf(plot(), event.offsetX), nodeAt(app, event.offsetY)))
  })
  onDrag(canvas, {
    start: () => {},
    move: () => {},
    end: () => {},
    click: (x) => {
      if (x < plot().left) return
      const from = Math.floor(msOf(plot(), x) / stepMs) * stepMs
      app.setBrush(app.brush === undefined ? { from, to: from + stepMs } : undefined)
    },
  })
  return element
}

/** Nodes that the strip shows: those with a failure that match the search. */
function shownNodes(app: App): readonly number[] {
  return [...app.model.nodes.keys()].filter(
    (node) => app.selection.nodes[node] === 1 && (app.model.nodes[node]?.failures ?? 0) > 0,
  )
}

function rowHeight(nodes: number): number {
  return Math.max(3, Math.min(16, Math.floor(HEIGHT / Math.max(1, nodes))))
}

function nodeAt(app: App, y: number): number {
  const nodes = shownNodes(app)
  return nodes[Math.floor((y - AXIS) / rowHeight(nodes.length))] ?? -1
}

function fieldText(app: App, ms: number, node: number): string {
  const { heat: field, nodes } = app.model
  const from = Math.floor(ms / field.stepMs) * field.stepMs
  let n = 0
  for (let i = 0; i < field.count; i++) if (field.ms[i] === from && field.node[i] === node) n = field.n[i] ?? 0
  return `${secondText(from)} UTC · ${nodes[node]?.name ?? ''} · ${counted(n, 'failure')}`
}

function draw(app: App, canvas: HTMLCanvasElement, plot: Plot, width: number): void {
  const nodes = shownNodes(app)
  const height = rowHeight(nodes.length)
  const total = AXIS + nodes.length * height
  const context = sharpContext(canvas, width, total)
  if (context === null) return
  const theme = readTheme()
  context.font = FONT
  context.textBaseline = 'middle'
  context.fillStyle = theme.soft
  context.textAlign = 'center'
  for (const tick of ticks(plot.span, plot.width / 90)) {
    context.fillText(tick.text, Math.max(plot.left + 18, Math.min(width - 18, xOf(plot, tick.ms))), 9)
  }
  const rows = new Map(nodes.map((node, i) => [node, i]))
  fields(app, context, plot, rows, height, theme.fail)
  if (height < 12) return
  context.fillStyle = theme.text
  context.textAlign = 'left'
  nodes.forEach((node, i) => {
    const name = app.model.nodes[node]?.name ?? ''
    context.fillText(name, 8, AXIS + i * height + height / 2, plot.left - 14)
  })
}

function fields(
  app: App,
  context: CanvasRenderingContext2D,
  plot: Plot,
  rows: ReadonlyMap<number, number>,
  height: number,
  colour: string,
): void {
  const { count, ms, node, n, stepMs } = app.model.heat
  const most = n.reduce((a, b) => Math.max(a, b), 1)
  const width = Math.max(1.5, (stepMs / (plot.span.to - plot.span.from)) * plot.width)
  context.fillStyle = colour
  for (let i = 0; i < count; i++) {
    const row = rows.get(node[i] ?? -1)
    const x = xOf(plot, ms[i] ?? 0)
    if (row === undefined || x + width < plot.left || x > plot.left + plot.width) continue
    context.globalAlpha = 0.2 + 0.8 * (Math.log1p(n[i] ?? 0) / Math.log1p(most))
    const left = Math.max(plot.left, x)
    context.fillRect(left, AXIS + row * height, x + width - left, height - (height > 4 ? 1 : 0))
  }
  context.globalAlpha = 1
}
