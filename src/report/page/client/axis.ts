import { secondText, spanText, ticks } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { h, sharpContext } from './dom.ts'
import { onDrag } from './drag.ts'
import { drawFlags } from './draw-flags.ts'
import { FONT } from './draw-rows.ts'
import { gutter, msOf, type Plot, xOf } from './geometry.ts'
import { flagAt } from './hit.ts'
import { readTheme } from './theme.ts'

const HEIGHT = 40

/** Time above the lanes, with the flags of the whole case. Dragging brushes, a click on a flag shows it. */
export function axis(app: App): HTMLElement {
  const canvas = h('canvas', { 'aria-hidden': 'true' })
  const element = h('div', { class: 'axis' }, canvas)
  const plot = (): Plot => {
    const left = gutter(element.clientWidth)
    return { left, width: Math.max(1, element.clientWidth - left), span: app.view }
  }
  let start = 0
  onDrag(canvas, {
    start: (event) => {
      start = msOf(plot(), event.offsetX)
    },
    move: (_dx, _dy, x) => {
      const end = Math.max(app.view.from, Math.min(app.view.to, msOf(plot(), x)))
      app.setBrush({ from: Math.min(start, end), to: Math.max(start, end) })
    },
    end: () => {},
    click: (x) => app.choose(flagAt(app, plot(), '', x)),
  })
  const redraw = (): void => draw(app, canvas, plot(), element.clientWidth)
  app.subscribe(redraw)
  new ResizeObserver(redraw).observe(element)
  return element
}

function draw(app: App, canvas: HTMLCanvasElement, plot: Plot, width: number): void {
  const context = sharpContext(canvas, width, HEIGHT)
  if (context === null) return
  const theme = readTheme()
  context.font = FONT
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.fillStyle = theme.soft
  context.fillText(secondText(plot.span.from), 8, 10)
  context.fillText(`${spanText(plot.span.to - plot.span.from)} on screen`, 8, 28)
  context.textAlign = 'center'
  for (const tick of ticks(plot.span, plot.width / 90)) {
    const x = xOf(plot, tick.ms)
    context.fillStyle = theme.line
    context.fillRect(x, HEIGHT - 6, 1, 6)
    context.fillStyle = theme.soft
    context.fillText(tick.text, Math.max(plot.left + 20, Math.min(width - 24, x)), HEIGHT - 14)
  }
  drawFlags({ context, plot, theme, app }, undefined, 0, HEIGHT)
}
