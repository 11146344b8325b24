import { ticks } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { brushStrip } from './brush-strip.ts'
import { sharpContext } from './dom.ts'
import { columnsOf, FONT } from './draw-rows.ts'
import { msOf, type Plot, xOf } from './geometry.ts'
import { readTheme } from './theme.ts'

const HEIGHT = 64

/** The whole time in one strip: failures, the span on screen, the brush. Dragging brushes, a click moves the timeline there. */
export function overview(app: App): HTMLElement {
  return brushStrip(app, {
    name: 'overview',
    span: () => app.whole,
    draw: (canvas, plot, width) => draw(app, canvas, plot, width),
    click: (plot, x) => {
      const half = (app.view.to - app.view.from) / 2
      const middle = Math.max(app.whole.from + half, Math.min(app.whole.to - half, msOf(plot, x)))
      app.setView({ from: middle - half, to: middle + half })
    },
  })
}

function draw(app: App, canvas: HTMLCanvasElement, plot: Plot, width: number): void {
  const context = sharpContext(canvas, width, HEIGHT)
  if (context === null) return
  const theme = readTheme()
  context.font = FONT
  context.textBaseline = 'middle'
  context.fillStyle = theme.soft
  context.textAlign = 'left'
  context.fillText('All of the logs (UTC)', 8, 10)
  context.fillText(app.brush === undefined ? 'drag here to filter' : 'filtered to the band', 8, 30)
  context.textAlign = 'center'
  for (const tick of ticks(plot.span, plot.width / 80)) {
    context.fillText(tick.text, Math.max(plot.left + 18, Math.min(width - 18, xOf(plot, tick.ms))), 9)
  }
  const columns = columnsOf({ plot, app }, 0, app.model.marks.count)
  const most = columns.reduce((a, b) => Math.max(a, b), 0)
  context.fillStyle = theme.fail
  columns.forEach((n, i) => {
    if (n === 0) return
    const height = 2 + (Math.log1p(n) / Math.log1p(most)) * (HEIGHT - 22)
    context.fillRect(plot.left + i * 2, HEIGHT - height, 2, height)
  })
  if (app.brush !== undefined) {
    const [left, right] = [xOf(plot, app.brush.from), xOf(plot, app.brush.to)]
    context.fillStyle = theme.brush
    context.fillRect(left, 18, Math.max(2, right - left), HEIGHT - 18)
  }
  const [from, to] = [xOf(plot, app.view.from), xOf(plot, app.view.to)]
  context.strokeStyle = theme.text
  context.lineWidth = 1
  context.strokeRect(from + 0.5, 18.5, Math.max(2, to - from - 1), HEIGHT - 19)
}
