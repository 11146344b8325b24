import type { PageFlag } from '../data.ts'
import { xOf } from './geometry.ts'
import type { Pen } from './pen.ts'

export const FLAG_LETTER: Readonly<Record<PageFlag['type'], string>> = {
  trigger: 'T',
  recovered: 'R',
  version: 'V',
  change: 'C',
}

/** Width of a flag in pixels. */
const FLAG = 11

/** Flags of a node, or of the whole case (undefined): a pole with a letter. */
export function drawFlags(pen: Pen, node: number | undefined, y: number, height: number): void {
  const { context, plot, theme, app } = pen
  const name = node === undefined ? '' : app.model.nodes[node]?.name
  let last = Number.NEGATIVE_INFINITY
  for (const flag of app.model.flags) {
    if (flag.node !== name) continue
    const x = xOf(plot, flag.ms)
    if (x < plot.left || x > plot.left + plot.width) continue
    context.fillStyle = theme[flag.type]
    context.fillRect(x, y, 1.5, height)
    if (x - last < FLAG) continue
    last = x
    context.fillRect(x, y, FLAG, 12)
    context.fillStyle = theme.back
    context.font = '600 10px system-ui, sans-serif'
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(FLAG_LETTER[flag.type], x + FLAG / 2, y + 6.5)
  }
}

/** Poles of triggers and recoveries through the whole height. */
export function drawPoles({ context, plot, theme, app }: Pen, height: number): void {
  for (const flag of app.model.flags) {
    if (flag.node !== '') continue
    const x = xOf(plot, flag.ms)
    if (x < plot.left || x > plot.left + plot.width) continue
    context.strokeStyle = theme[flag.type]
    context.setLineDash([4, 4])
    context.lineWidth = 1
    context.beginPath()
    context.moveTo(x + 0.5, 0)
    context.lineTo(x + 0.5, height)
    context.stroke()
    context.setLineDash([])
  }
}
