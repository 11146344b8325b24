import type { Row } from '../view/rows.ts'
import { moved, secondText, zoomed } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { counted } from './dom.ts'
import { marksOf } from './hit.ts'
import { marksText } from './tip.ts'

/** What the timeline does with the keyboard, for people. */
export const KEYS: string =
  'Keys on the timeline: left and right arrow move in time, plus and minus zoom, 0 shows all, up and down arrow change the row, ' +
  'Enter opens or closes a node, N and P go to the next and previous failure of the row and show its records, ' +
  'B filters to the time on screen, Escape clears the filter.'

type Action = (app: App, row: Row | undefined) => string

const middle = (app: App): number => (app.view.from + app.view.to) / 2

const ACTIONS: Readonly<Record<string, Action>> = {
  ArrowLeft: (app) => pan(app, -0.2),
  ArrowRight: (app) => pan(app, 0.2),
  PageUp: (app) => step(app, -10),
  PageDown: (app) => step(app, 10),
  ArrowUp: (app) => step(app, -1),
  ArrowDown: (app) => step(app, 1),
  Home: (app) => step(app, -app.rows.length),
  End: (app) => step(app, app.rows.length),
  '+': (app) => zoom(app, 0.6),
  '=': (app) => zoom(app, 0.6),
  '-': (app) => zoom(app, 1 / 0.6),
  '0': (app) => {
    app.setView(app.whole)
    return viewWords(app)
  },
  Enter: (app, row) => toggle(app, row),
  ' ': (app, row) => toggle(app, row),
  n: (app, row) => walk(app, row, 1),
  p: (app, row) => walk(app, row, -1),
  b: (app) => {
    app.setBrush(app.view)
    return `Filtered to ${secondText(app.view.from)} until ${secondText(app.view.to)}: ${counted(app.selection.failures, 'failure')}.`
  },
  Escape: (app) => {
    app.setBrush(undefined)
    return 'Time filter cleared.'
  },
}

/** Works the timeline by keyboard; `say` tells a screen reader, `show` scrolls to a row. */
export function onKeys(element: HTMLElement, app: App, say: (text: string) => void, show: (row: number) => void): void {
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = ACTIONS[event.key] ?? ACTIONS[event.key.toLowerCase()]
    if (action === undefined) return
    event.preventDefault()
    say(action(app, app.rows[app.cursor]))
    show(app.cursor)
    app.changed('view')
  })
}

function pan(app: App, share: number): string {
  app.setView(moved(app.view, (app.view.to - app.view.from) * share, app.whole))
  return viewWords(app)
}

function zoom(app: App, factor: number): string {
  const [first] = app.chosen?.type === 'marks' ? app.chosen.marks : []
  const ms = first === undefined ? middle(app) : (app.model.marks.ms[first] ?? 0)
  const closer = zoomed(app.view, factor, middle(app), app.whole)
  app.setView(moved(closer, ms - (closer.from + closer.to) / 2, app.whole))
  return viewWords(app)
}

function viewWords(app: App): string {
  return `${secondText(app.view.from)} until ${secondText(app.view.to)}`
}

function step(app: App, rows: number): string {
  app.cursor = Math.max(0, Math.min(app.rows.length - 1, app.cursor + rows))
  return rowWords(app, app.rows[app.cursor])
}

function toggle(app: App, row: Row | undefined): string {
  if (row === undefined) return ''
  app.toggle(row.node)
  app.cursor = Math.max(
    0,
    app.rows.findIndex((one) => one.node === row.node && one.lane < 0),
  )
  return rowWords(app, app.rows[app.cursor])
}

function rowWords(app: App, row: Row | undefined): string {
  if (row === undefined) return 'No row.'
  const node = app.model.nodes[row.node]
  if (row.lane >= 0) {
    const lane = app.model.lanes[row.lane]
    return `${lane?.label ?? ''} on ${node?.name ?? ''}, ${counted(lane?.failures ?? 0, 'failure')}`
  }
  const lanes = (node?.laneTo ?? 0) - (node?.laneFrom ?? 0)
  const state = app.open.has(row.node) ? 'open' : 'closed'
  return `Node ${node?.name ?? ''}, ${counted(node?.failures ?? 0, 'failure')}, ${counted(lanes, 'lane')}, ${state}`
}

/** Goes to the next or previous failure of the row, moves it onto the screen and shows it. */
function walk(app: App, row: Row | undefined, direction: 1 | -1): string {
  if (row === undefined) return 'No row.'
  const [from, to] = marksOf(app, row)
  const order: number[] = []
  for (let mark = from; mark < to; mark++) if (app.selection.marks[mark] === 1) order.push(mark)
  const { ms } = app.model.marks
  order.sort((a, b) => (ms[a] ?? 0) - (ms[b] ?? 0) || a - b)
  const current = app.chosen?.type === 'marks' ? order.indexOf(app.chosen.marks[0] ?? -1) : -1
  const next = current < 0 ? (direction === 1 ? 0 : order.length - 1) : current + direction
  const mark = order[next]
  if (mark === undefined) return direction === 1 ? 'No later failure in this row.' : 'No earlier failure in this row.'
  const at = ms[mark] ?? 0
  if (at < app.view.from || at > app.view.to) app.setView(moved(app.view, at - middle(app), app.whole))
  app.choose({ type: 'marks', marks: [mark] })
  return `${marksText(app, [mark])}, ${next + 1} of ${order.length}`
}
