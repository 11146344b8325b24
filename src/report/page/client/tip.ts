import type { Row } from '../view/rows.ts'
import { timeText } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { counted, fill } from './dom.ts'
import type { Plot } from './geometry.ts'
import { msOf } from './geometry.ts'
import { hit } from './hit.ts'

type At = (x: number, y: number) => { row: Row; inRow: number; x: number; plot: Plot } | undefined

/** A short text beside the pointer: what lies there. */
export function tip(canvas: HTMLCanvasElement, hint: HTMLElement, at: At, app: App): void {
  canvas.addEventListener('pointermove', (event) => {
    const place = at(event.offsetX, event.offsetY)
    const text = place === undefined ? '' : textAt(app, place)
    hint.hidden = text === ''
    if (text === '') return
    fill(hint, text)
    const left = Math.min(event.offsetX + 14, canvas.clientWidth - hint.offsetWidth - 4)
    hint.style.left = `${Math.max(0, left)}px`
    hint.style.top = `${event.offsetY + 18}px`
  })
  canvas.addEventListener('pointerleave', () => {
    hint.hidden = true
  })
}

function textAt(app: App, { row, inRow, x, plot }: NonNullable<ReturnType<At>>): string {
  const name = row.lane < 0 ? app.model.nodes[row.node]?.name : app.model.lanes[row.lane]?.label
  if (x < plot.left) return name ?? ''
  const chosen = hit(app, plot, row, x, inRow)
  if (chosen === undefined) return timeText(Math.floor(msOf(plot, x)))
  if (chosen.type === 'flag') return app.model.flags[chosen.flag]?.text ?? ''
  return marksText(app, chosen.marks)
}

/** `2022-04-26 00:43:24.518 · StopPodSandbox failed · cause · 3 failures` */
export function marksText(app: App, marks: readonly number[]): string {
  const first = marks[0]
  if (first === undefined) return ''
  const { ms, kind, n } = app.model.marks
  const what = app.model.kinds[kind[first] ?? 0]
  const failures = marks.reduce((sum, mark) => sum + (n[mark] ?? 0), 0)
  const more = failures > 1 ? ` · ${counted(failures, 'failure')}` : ''
  return `${timeText(ms[first] ?? 0)} · ${what?.operation} failed · ${what?.cause}${more}`
}
