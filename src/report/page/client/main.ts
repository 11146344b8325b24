import type { PageData } from '../data.ts'
import { readModel } from '../view/model.ts'
import { App } from './app.ts'
import { axis } from './axis.ts'
import { details } from './details.ts'
import { fill, h } from './dom.ts'
import { enhanceTables } from './enhance-tables.ts'
import { heat } from './heat.ts'
import { overview } from './overview.ts'
import { tables } from './tables.ts'
import { onThemeChange } from './theme.ts'
import { Timeline } from './timeline.ts'
import { legend, toolbar } from './toolbar.ts'

/** Builds the interactive part in its place. */
function start(): void {
  enhanceTables(document)
  const place = document.getElementById('explorer')
  const text = document.getElementById('page-data')?.textContent
  if (place === null || text === undefined) return
  const model = readModel(JSON.parse(text) as PageData)
  place.querySelector('noscript')?.remove()
  if (model.marks.count === 0 && model.bars.count === 0) {
    place.append(h('p', {}, 'No failure and no life of a pod sandbox with a time is known: there is nothing to draw.'))
    place.dataset['ready'] = 'true'
    return
  }
  const app = new App(model)
  const live = h('p', { class: 'unseen', role: 'status' })
  const timeline = new Timeline(app, (words) => fill(live, words))
  place.append(
    toolbar(app),
    h('div', { class: 'chart' }, overview(app), axis(app), timeline.element),
    live,
    legend(app),
    details(app),
    ...(model.marks.count > 0 ? [heat(app)] : []),
    ...tables(app),
  )
  onThemeChange(() => app.changed('colours', 'selection'))
  app.changed('view', 'rows')
  requestAnimationFrame(() => {
    place.dataset['ready'] = 'true'
  })
}

start()
