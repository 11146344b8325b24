import type { LineWindow } from '../../src/model/line-window.ts'

/** Lines of one object, relative to the candidate, and the object as JSON text; '' where it is no object. */
export interface ObjectBlock {
  readonly from: number
  readonly to: number
  readonly json: string
}

/** Finds the object round lines [from, to] of the window; undefined where they stand in none. */
export type FindBlock = (window: LineWindow, inner: Pick<ObjectBlock, 'from' | 'to'>) => ObjectBlock | undefined
