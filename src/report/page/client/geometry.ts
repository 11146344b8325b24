import type { Span } from '../view/time-scale.ts'

/** Where time lies on a canvas: from `left` on, `width` pixels for the span. */
export interface Plot {
  readonly left: number
  readonly width: number
  readonly span: Span
}

export function xOf(plot: Plot, ms: number): number {
  return plot.left + ((ms - plot.span.from) / (plot.span.to - plot.span.from)) * plot.width
}

export function msOf(plot: Plot, x: number): number {
  return plot.span.from + ((x - plot.left) / plot.width) * (plot.span.to - plot.span.from)
}

/** Width of the labels left of the lanes: a third of narrow screens. */
export function gutter(total: number): number {
  return Math.round(Math.min(260, total / 3))
}
