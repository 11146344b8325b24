import type { App } from './app.ts'
import type { Plot } from './geometry.ts'
import type { Theme } from './theme.ts'

/** What is drawn with, and on. */
export interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly plot: Plot
  readonly theme: Theme
  readonly app: App
}
