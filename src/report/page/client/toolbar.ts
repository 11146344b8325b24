import { readSearch } from '../view/search.ts'
import { secondText, zoomed } from '../view/time-scale.ts'
import type { App } from './app.ts'
import { button, counted, fill, grouped, h } from './dom.ts'
import { FLAG_LETTER } from './draw-flags.ts'
import { KEYS } from './keys.ts'

/** Search, zoom and filter controls, and what they left. */
export function toolbar(app: App): HTMLElement {
  const input = h('input', {
    type: 'search',
    id: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'search-fault',
  })
  const expression = h('input', { type: 'checkbox', id: 'search-expression' })
  const fault = h('p', { id: 'search-fault', class: 'fault', role: 'alert' })
  const status = h('p', { class: 'status', role: 'status' })
  const clear = button('Clear time filter', () => app.setBrush(undefined))
  let timer = 0
  const search = (): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => {
      const found = readSearch(input.value, expression.checked)
      fill(fault, found.state === 'wrong' ? found.why : '')
      input.setAttribute('aria-invalid', String(found.state === 'wrong'))
      if (found.state !== 'wrong') app.setSearch(found)
    }, 120)
  }
  input.addEventListener('input', search)
  expression.addEventListener('change', search)
  const failing = h('input', { type: 'checkbox', id: 'only-failing' })
  failing.checked = app.failing
  failing.addEventListener('change', () => app.showFailing(failing.checked))
  const zoom = (factor: number): void =>
    app.setView(zoomed(app.view, factor, (app.view.from + app.view.to) / 2, app.whole))
  const tell = (): void => {
    clear.disabled = app.brush === undefined
    fill(status, statusText(app))
  }
  app.subscribe((changes) => {
    if (changes.has('selection')) tell()
  })
  tell()
  return h(
    'div',
    { class: 'toolbar' },
    h(
      'div',
      { class: 'bar', role: 'search' },
      h('label', { for: 'search' }, 'Search pod, ID, node, text'),
      input,
      h('span', { class: 'check' }, expression, h('label', { for: 'search-expression' }, 'regular expression')),
    ),
    fault,
    h(
      'div',
      { class: 'bar' },
      button('Zoom in', () => zoom(0.5)),
      button('Zoom out', () => zoom(2)),
      button('Show all', () => app.setView(app.whole)),
      button('Filter to the time on screen', () => app.setBrush(app.view)),
      clear,
      button('Open all nodes', () => app.openAll(true)),
      button('Close all nodes', () => app.openAll(false)),
      h('span', { class: 'check' }, failing, h('label', { for: 'only-failing' }, 'only pods with failures')),
    ),
    status,
  )
}

function statusText(app: App): string {
  const shown = counted(app.selection.failures, 'failure')
  const span =
    app.brush === undefined ? '' : ` from ${secondText(app.brush.from)} until ${secondText(app.brush.to)} UTC`
  const total = app.model.failures - app.model.undated
  const of = app.selection.failures === total ? '' : ` of ${grouped(total)}`
  return `${shown}${of} shown${span}.`
}

/** What the shapes mean, how to work the timeline, and what it leaves out. */
export function legend(app: App): HTMLElement {
  const item = (name: string, text: string, letter = ''): HTMLElement =>
    h('li', {}, h('span', { class: `swatch ${name}`, 'aria-hidden': 'true' }, letter), text)
  const omitted = app.model.omitted.map((line) => h('li', {}, line))
  return h(
    'div',
    { class: 'legend' },
    h(
      'ul',
      {},
      item('fail', 'failure'),
      item('follow', 'failure that follows from another'),
      item('setup', 'set-up'),
      item('ready', 'ready'),
      item('stopping', 'tear-down'),
      item('stopped', 'stopped'),
      item('trigger', 'trigger', FLAG_LETTER.trigger),
      item('version', 'version or start', FLAG_LETTER.version),
      item('change', 'other change', FLAG_LETTER.change),
      item('recovered', 'recovery', FLAG_LETTER.recovered),
    ),
    h(
      'p',
      { class: 'soft screen' },
      'Drag moves, the wheel zooms once the timeline has the focus (or with Ctrl), with Shift it moves in time. Drag on the strip above, or with Shift on the lanes, to filter everything below.',
    ),
    h('p', { class: 'soft screen', id: 'timeline-keys' }, KEYS),
    ...(omitted.length === 0
      ? []
      : [h('p', {}, 'To keep this page small:'), h('ul', { class: 'omitted' }, ...omitted)]),
  )
}
