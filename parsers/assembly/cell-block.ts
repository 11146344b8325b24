import type { Assembled, LineWindow } from '../../src/model/line-window.ts'
import { readEventSource } from '../grammar/event-source.ts'

/** Cells of a row behind its message: type, reason, source, object, namespace, count, time; a scheduler's source is empty. */
const MAX_CELLS = 7

const TYPE = /^(?:Normal|Warning)$/
const REASON = /^[A-Z][A-Za-z]{2,59}$/
// Pod/web-0   (deleted) Pod/web-0, in the language of the page
const OBJECT = /^(?:\([^()]{1,30}\) )?([A-Z][A-Za-z]{1,60})\/([\w.-]{1,253})$/
const WORD = /^[a-z0-9-]{1,63}$/
const COUNT = /^(?:\d{1,9}|-)$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

/**
 * A row of Events copied from a web page (Azure's portal) with each cell on a line of its own, the message first: the row that holds the
 * candidate, as an Event object. undefined for every other line.
 */
export function cellExtent(window: LineWindow): Assembled | undefined {
  for (let back = 0; back <= MAX_CELLS; back++) {
    if (!TYPE.test(window.at(1 - back) ?? '')) continue
    const row = readRow(window, -back)
    return row === undefined || row.to < 0 ? undefined : assembledOf(window, -back, row)
  }
  return undefined
}

interface Row {
  readonly to: number
  readonly json: string
}

function readRow(window: LineWindow, from: number): Row | undefined {
  const cell = (rel: number): string => window.at(from + rel) ?? ''
  const message = cell(0)
  const about = OBJECT.test(cell(3)) ? 3 : 4
  const object = OBJECT.exec(cell(about))
  if (message.trim() === '' || !REASON.test(cell(2)) || object === null) return undefined
  if (!WORD.test(cell(about + 1)) || !COUNT.test(cell(about + 2)) || !TIME.test(cell(about + 3))) return undefined
  const [, kind, name] = object
  const source = about === 4 ? readEventSource(cell(3), 0) : { component: '', host: '' }
  const json = JSON.stringify({
    kind: 'Event',
    type: cell(1),
    reason: cell(2),
    message,
    // A page names of objects other than pods the application, not the namespace
    involvedObject: { kind, name, ...(kind === 'Pod' ? { namespace: cell(about + 1) } : {}) },
    source: { component: source.component, host: source.host },
    count: Number(cell(about + 2)) || 1,
    lastTimestamp: cell(about + 3),
  })
  return { to: from + about + 3, json }
}

function assembledOf(window: LineWindow, from: number, { to, json }: Row): Assembled {
  const lines = Array.from({ length: to - from + 1 }, (_, index) => window.at(from + index) ?? '')
  const place = { line: window.line + from, lineEnd: window.line + to, byteOffset: window.offsetOf(from) }
  return { ...place, lines, object: json }
}
