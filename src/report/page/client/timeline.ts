import { type Row, rowAt } from '../view/rows.ts'
import { moved, ticks, zoomed } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { h, sharpContext } from './dom.ts'
import { onDrag } from './drag.ts'
import { drawPoles } from './draw-flags.ts'
import { drawRow, FONT } from './draw-rows.ts'
import { gutter, msOf, type Plot, xOf } from './geometry.ts'
import { hit } from './hit.ts'
import { onKeys } from './keys.ts'
import type { Pen } from './pen.ts'
import { readTheme, type Theme } from './theme.ts'
import { tip } from './tip.ts'

/** Height of the lanes at most; more scroll. */
const MAX_HEIGHT = 520

/** Lanes of nodes, pods and pod sandboxes. */
export class Timeline {
  readonly element: HTMLElement
  private readonly app: App
  private readonly canvas: HTMLCanvasElement = h('canvas', { 'aria-hidden': 'true' })
  private readonly spacer: HTMLElement = h('div')
  private readonly scroller: HTMLElement
  private theme: Theme = readTheme()

  constructor(app: App, say: (text: string) => void) {
    this.app = app
    this.scroller = h(
      'div',
      {
        class: 'lanes',
        tabindex: '0',
        role: 'application',
        'aria-roledescription': 'timeline',
        'aria-label': 'Timeline of failures by node and pod',
        'aria-describedby': 'timeline-keys',
      },
      this.canvas,
      this.spacer,
    )
    const hint = h('div', { class: 'tip', hidden: '', 'aria-hidden': 'true' })
    this.element = h('div', { class: 'lanes-box' }, this.scroller, hint)
    this.listen()
    onKeys(this.scroller, app, say, (row) => this.show(row))
    tip(this.canvas, hint, (x, y) => this.at(x, y), app)
    app.subscribe((changes) => {
      if (changes.has('colours')) this.theme = readTheme()
      this.layOut()
      this.draw()
    })
    new ResizeObserver(() => {
      this.layOut()
      this.draw()
    }).observe(this.scroller)
  }

  plot(): Plot {
    const total = this.scroller.clientWidth
    const left = gutter(total)
    return { left, width: Math.max(1, total - left), span: this.app.view }
  }

  private get content(): number {
    const last = this.app.rows.at(-1)
    return last === undefined ? 0 : last.top + last.height
  }

  private layOut(): void {
    const height = Math.max(60, Math.min(MAX_HEIGHT, this.content))
    this.scroller.style.height = `${height}px`
    this.spacer.style.height = `${Math.max(0, this.content - height)}px`
  }

  /** Row at a place of the canvas, and how far down in it. */
  private at(x: number, y: number): { row: Row; place: number; inRow: number; x: number; plot: Plot } | undefined {
    const place = rowAt(this.app.rows, y + this.scroller.scrollTop)
    const row = this.app.rows[place]
    if (row === undefined) return undefined
    return { row, place, inRow: y + this.scroller.scrollTop - row.top, x, plot: this.plot() }
  }

  /** Scrolls to a row. */
  private show(place: number): void {
    const row = this.app.rows[place]
    if (row === undefined) return
    const { scrollTop, clientHeight } = this.scroller
    if (row.top < scrollTop) this.scroller.scrollTop = row.top
    else if (row.top + row.height > scrollTop + clientHeight)
      this.scroller.scrollTop = row.top + row.height - clientHeight
  }

  private listen(): void {
    const { app, scroller, canvas } = this
    scroller.addEventListener('scroll', () => this.draw())
    scroller.addEventListener('focus', () => this.draw())
    scroller.addEventListener('blur', () => this.draw())
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false })
    let brushFrom: number | undefined
    onDrag(canvas, {
      start: (event) => {
        const { x } = { x: event.offsetX }
        brushFrom = event.shiftKey && x >= this.plot().left ? msOf(this.plot(), x) : undefined
      },
      move: (dx, dy, x) => {
        const plot = this.plot()
        if (brushFrom !== undefined) {
          const to = Math.max(app.view.from, Math.min(app.view.to, msOf(plot, x)))
          app.setBrush({ from: Math.min(brushFrom, to), to: Math.max(brushFrom, to) })
          return
        }
        scroller.scrollTop -= dy
        app.setView(moved(app.view, (-dx / plot.width) * (app.view.to - app.view.from), app.whole))
      },
      end: () => {},
      click: (x, y) => this.click(x, y),
    })
  }

  private wheel(event: WheelEvent): void {
    const plot = this.plot()
    const active = document.activeElement === this.scroller || event.ctrlKey || event.metaKey
    if (!active || event.offsetX < plot.left) return
    event.preventDefault()
    const { app } = this
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    if (sideways) {
      const delta = event.deltaX === 0 ? event.deltaY : event.deltaX
      app.setView(moved(app.view, (delta / plot.width) * (app.view.to - app.view.from), app.whole))
    } else {
      const factor = Math.exp(Math.max(-1, Math.min(1, event.deltaY / 400)))
      app.setView(zoomed(app.view, factor, msOf(plot, event.offsetX), app.whole))
    }
  }

  private click(x: number, y: number): void {
    const at = this.at(x, y)
    if (at === undefined) return
    this.app.cursor = at.place
    if (x < at.plot.left && at.row.lane < 0) this.app.toggle(at.row.node)
    else this.app.choose(hit(this.app, at.plot, at.row, x, at.inRow))
    this.draw()
  }

  draw(): void {
    const { scroller, canvas, app, theme } = this
    const height = scroller.clientHeight
    const context = sharpContext(canvas, scroller.clientWidth, height)
    if (context === null) return
    const plot = this.plot()
    const pen: Pen = { context, plot, theme, app }
    const focus = document.activeElement === scroller
    const top = scroller.scrollTop
    if (app.rows.length === 0) {
      context.font = FONT
      context.fillStyle = theme.soft
      context.textAlign = 'left'
      context.textBaseline = 'middle'
      context.fillText('Nothing matches the search.', 12, 30)
    }
    for (let i = rowAt(app.rows, top); i < app.rows.length; i++) {
      const row = app.rows[i]
      if (row === undefined || row.top > top + height) break
      drawRow(pen, row, row.top - top, focus && i === app.cursor)
    }
    this.overlay(pen, height)
  }

  private overlay(pen: Pen, height: number): void {
    const { context, plot, theme, app } = pen
    context.globalAlpha = 0.35
    context.fillStyle = theme.line
    for (const tick of ticks(plot.span, plot.width / 90)) context.fillRect(xOf(plot, tick.ms), 0, 1, height)
    context.globalAlpha = 1
    context.fillStyle = theme.line
    context.fillRect(plot.left, 0, 1, height)
    drawPoles(pen, height)
    if (app.brush === undefined) return
    const left = Math.max(plot.left, xOf(plot, app.brush.from))
    const right = Math.min(plot.left + plot.width, xOf(plot, app.brush.to))
    if (right < left) return
    context.fillStyle = theme.brush
    context.fillRect(left, 0, Math.max(2, right - left), height)
  }
}
