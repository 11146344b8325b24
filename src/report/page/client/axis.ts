import { secondText, spanText, ticks } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { brushStrip } from './brush-strip.ts'
import { sharpContext } from './dom.ts'
import { drawFlags } from './draw-flags.ts'
import { FONT } from './draw-rows.ts'
import { type Plot, xOf } from './geometry.ts'
import { flagAt } from './hit.ts'
import { readTheme } from './theme.ts'

const HEIGHT = 40

/** Time above the lanes, with the flags of the whole case. Dragging brushes, a click on a flag shows it. */
export function axis(app: App): HTMLElement {
  return brushStrip(app, {
    name: 'axis',
    span: () => app.view,
    draw: (canvas, plot, width) => draw(app, canvas, plot, width),
    click: (plot, x) => app.choose(flagAt(app, plot, '', x)),
  })
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
