import type { PageDetail, PageRecord } from '../data.ts'
import { errorLayers } from '../view/error-layers.ts'
import { timeText } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { counted, fill, h } from './dom.ts'

/** Marks whose records are shown at once. */
const SHOWN = 20

/** What was clicked on: the records of the failures with their place and the layers of the error. */
export function details(app: App): HTMLElement {
  const body = h('div')
  const element = h(
    'section',
    { class: 'details', 'aria-labelledby': 'details-title' },
    h('h3', { id: 'details-title' }, 'Records'),
    body,
  )
  const show = (): void => fill(body, ...content(app))
  app.subscribe((changes) => {
    if (changes.has('chosen')) show()
  })
  show()
  return element
}

function content(app: App): readonly Node[] {
  const { chosen } = app
  if (chosen === undefined) {
    return [
      h(
        'p',
        { class: 'soft' },
        'Click a failure or a flag on the timeline, or press N on it, to see its records here.',
      ),
    ]
  }
  if (chosen.type === 'flag') return flagContent(app, chosen.flag)
  const shown = chosen.marks.slice(0, SHOWN)
  const rest = chosen.marks.length - shown.length
  const more = rest > 0 ? [h('p', {}, `${counted(rest, 'more failure')} here: zoom in to tell them apart.`)] : []
  return [...shown.map((mark, i) => markContent(app, mark, i === 0)), ...more]
}

function flagContent(app: App, index: number): readonly Node[] {
  const flag = app.model.flags[index]
  if (flag === undefined) return []
  return [
    h('p', {}, h('strong', {}, `${timeText(flag.ms)} UTC`), ' ', flag.node === '' ? '' : `${flag.node}: `, flag.text),
    h('p', {}, 'From ', h('code', {}, place(flag.source, flag.line))),
  ]
}

function place(source: string, line: number): string {
  return line > 0 ? `${source}:${line}` : source
}

function markContent(app: App, mark: number, open: boolean): Node {
  const { marks, kinds, lanes, nodes, details: kept } = app.model
  const kind = kinds[marks.kind[mark] ?? 0]
  const lane = lanes[marks.lane[mark] ?? 0]
  const n = marks.n[mark] ?? 1
  const time = timeText(marks.ms[mark] ?? 0)
  const title = `${time} · ${kind?.operation} failed${n > 1 ? ` ${n} times` : ''} · ${lane?.label} on ${nodes[lane?.node ?? 0]?.name}`
  const id = marks.id[mark] ?? 0
  const detail = kept.get(id)
  const element = h(
    'details',
    open ? { open: '' } : {},
    h('summary', {}, title),
    h('p', {}, h('strong', {}, kind?.title ?? ''), kind?.secondary === true ? ' It follows from another failure.' : ''),
    ...(detail === undefined ? withoutRecords(app, mark) : records(detail)),
  )
  return element
}

/** Failures whose records are not in the page: where they are, and records of the same kind. */
function withoutRecords(app: App, mark: number): readonly Node[] {
  const { marks, sources, kinds, details: kept } = app.model
  const id = marks.id[mark] ?? 0
  const source = sources[marks.source[mark] ?? -1]
  const kind = marks.kind[mark] ?? 0
  const message = kinds[kind]?.message ?? ''
  const alike = likeMark(app, mark)
  const detail = alike === undefined ? undefined : kept.get(marks.id[alike] ?? 0)
  return [
    ...(source === undefined
      ? []
      : [h('p', {}, 'First record: ', h('code', {}, place(source, marks.line[mark] ?? 0)))]),
    ...(message === '' ? [] : [h('pre', { tabindex: '0' }, message)]),
    h(
      'p',
      {},
      'All its records: ',
      h('code', {}, `cni-postmortem query failure-records --case FILE.db --param failure=${id}`),
    ),
    ...(detail === undefined
      ? []
      : [h('p', {}, 'Its records are not in this page. A failure of the same kind:'), ...records(detail)]),
  ]
}

/** The nearest mark of the same kind whose records are in the page, in the same lane if possible. */
function likeMark(app: App, mark: number): number | undefined {
  const { marks, details: kept } = app.model
  let best: number | undefined
  for (let i = 0; i < marks.count; i++) {
    if (marks.kind[i] !== marks.kind[mark] || !kept.has(marks.id[i] ?? 0)) continue
    if (marks.lane[i] === marks.lane[mark]) return i
    best ??= i
  }
  return best
}

function records(detail: PageDetail): readonly Node[] {
  return [...detail.records.map(recordContent), ...layers(detail)]
}

function recordContent(record: PageRecord): Node {
  return h(
    'div',
    { class: 'record' },
    h(
      'p',
      {},
      h('code', {}, place(record.source, record.line)),
      ` ${record.time} ${record.component} ${record.operation} ${record.outcome}`,
    ),
    h('pre', { tabindex: '0' }, record.raw),
  )
}

/** The deepest chain among the records of a failure, outermost layer first. */
function layers(detail: PageDetail): readonly Node[] {
  const chains = detail.records.map((record) => errorLayers(record.raw))
  const deepest = chains.reduce((best, one) => (one.length > best.length ? one : best), [])
  if (deepest.length === 0) return []
  return [
    h('h4', {}, 'The error, layer by layer'),
    h(
      'ol',
      { class: 'layers' },
      ...deepest.map((layer) => h('li', {}, h('strong', {}, layer.who), ' ', h('code', {}, layer.text))),
    ),
  ]
}
