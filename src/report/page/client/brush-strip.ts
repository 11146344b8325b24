import type { Span } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { h } from './dom.ts'
import { onDrag } from './drag.ts'
import { gutter, msOf, type Plot } from './geometry.ts'

/** What makes a strip: what it shows and what a click on it does. */
export interface Strip {
  /** Class of the element. */
  readonly name: string
  /** The time that it shows; the brush stays within. */
  readonly span: () => Span
  /** `width`: of the whole strip, in CSS pixels. */
  readonly draw: (canvas: HTMLCanvasElement, plot: Plot, width: number) => void
  /** `x`: CSS pixels from the left. */
  readonly click: (plot: Plot, x: number) => void
}

/** A strip of time over the width of the page, drawn anew whenever the app or the width changes. Dragging brushes. */
export function brushStrip(app: App, strip: Strip): HTMLElement {
  const canvas = h('canvas', { 'aria-hidden': 'true' })
  const element = h('div', { class: strip.name }, canvas)
  const plot = (): Plot => {
    const left = gutter(element.clientWidth)
    return { left, width: Math.max(1, element.clientWidth - left), span: strip.span() }
  }
  let start = 0
  onDrag(canvas, {
    start: (event) => {
      start = msOf(plot(), event.offsetX)
    },
    move: (_dx, _dy, x) => {
      const end = msOf(plot(), x)
      const { from, to } = strip.span()
      app.setBrush({ from: Math.max(from, Math.min(start, end)), to: Math.min(to, Math.max(start, end)) })
    },
    end: () => {},
    click: (x) => strip.click(plot(), x),
  })
  const redraw = (): void => strip.draw(canvas, plot(), element.clientWidth)
  app.subscribe(redraw)
  new ResizeObserver(redraw).observe(element)
  return element
}
