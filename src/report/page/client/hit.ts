import type { Row } from '../view/rows.ts'
import type { App, Chosen } from './app.ts'
import { type Plot, xOf } from './geometry.ts'

/** So near (pixels) a mark or flag is meant. */
const NEAR = 6
/** Marks looked at together, at most. */
const MAX_MARKS = 50

/** What lies at a place of a row: a flag in its upper part, else the marks around. */
export function hit(app: App, plot: Plot, row: Row, x: number, yInRow: number): Chosen {
  if (row.lane < 0 && yInRow < 14) {
    const flag = flagAt(app, plot, app.model.nodes[row.node]?.name ?? '', x)
    if (flag !== undefined) return flag
  }
  const marks = marksNear(app, plot, row, x)
  return marks.length === 0 ? undefined : { type: 'marks', marks }
}

/** The flag of a node ('' = the whole case) at a place. */
export function flagAt(app: App, plot: Plot, node: string, x: number): Chosen {
  const flag = app.model.flags.findIndex((one) => {
    const left = xOf(plot, one.ms)
    return one.node === node && x >= left - 4 && x <= left + 12
  })
  return flag < 0 ? undefined : { type: 'flag', flag }
}

function marksNear(app: App, plot: Plot, row: Row, x: number): readonly number[] {
  const [from, to] = marksOf(app, row)
  const { ms, stepMs } = app.model.marks
  const near: { mark: number; far: number }[] = []
  for (let mark = from; mark < to; mark++) {
    if (app.selection.found[mark] !== 1) continue
    const left = xOf(plot, ms[mark] ?? 0)
    const right = xOf(plot, (ms[mark] ?? 0) + stepMs)
    const far = x < left ? left - x : x > right ? x - right : 0
    if (far <= NEAR) near.push({ mark, far })
  }
  const nearest = near.reduce((least, one) => Math.min(least, one.far), NEAR)
  return near
    .filter((one) => one.far <= nearest + 1.5)
    .slice(0, MAX_MARKS)
    .map((one) => one.mark)
}

/** First and last place of the marks of a row. */
export function marksOf(app: App, row: Row): readonly [number, number] {
  const of = row.lane < 0 ? app.model.nodes[row.node] : app.model.lanes[row.lane]
  return [of?.markFrom ?? 0, of?.markTo ?? 0]
}
