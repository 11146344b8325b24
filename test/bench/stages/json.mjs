import { rmSync } from 'node:fs'
import { makeInput } from '../data/forms.mjs'
import { peersFor } from '../peers/index.mjs'
import { bothRatios, ratio, runRounds } from '../rounds.mjs'
import { section } from '../section.mjs'
import { sizeText } from '../size.mjs'
import { commandOf } from './side-by-side.mjs'

const SHAPES = [
  { form: 'ndjson', title: 'NDJSON journal export', against: 'split2 + JSON.parse', limit: 0.3 },
  { form: 'json', title: 'one JSON array, one line', against: 'stream-json', limit: 1 },
  { form: 'lines.json', title: 'one JSON array, a record a line', against: 'stream-json', limit: 1 },
]

/** Journal exports as JSON against the usual readers of each shape. */
export async function json(context) {
  const shapes = context.quick ? SHAPES.slice(0, 2) : SHAPES
  const result = { sections: [], goals: [], guard: {} }
  for (const { form, title, against, limit } of shapes) {
    const peers = peersFor(form, context).filter(({ name }) => name === against || name === 'extract')
    const path = await makeInput(form, 'incident', context.bytes, context.folder)
    const rows = await runRounds(
      peers.map((peer) => commandOf(peer, path, context)),
      context,
    )
    if (!context.keep) rmSync(path)
    const find = (name) => rows.find((row) => row.name === name)
    const [other, ours] = [find(against), find('extract')]
    result.sections.push(
      section(
        form,
        `${title}, ${sizeText(context.bytes)}, 10 % relevant`,
        `Median of ${context.rounds} rounds.`,
        [
          { key: 'wall', title: 'wall s' },
          { key: 'speed', title: 'MB/s', digits: 0 },
          { key: 'cpu', title: 'CPU s' },
          { key: 'rss', title: 'RSS MB', digits: 0 },
          { key: 'wallRatio', title: `wall / ${against}` },
          { key: 'cpuRatio', title: `CPU / ${against}` },
        ],
        rows.map((row) => ({
          ...row,
          speed: context.bytes / 1e6 / row.wall,
          wallRatio: ratio(row, other, 'wall'),
          cpuRatio: ratio(row, other, 'cpu'),
        })),
      ),
    )
    context.show(result.sections.at(-1))
    if (ours === undefined || other === undefined) continue
    result.goals.push({
      what: `${title}: wall of extract / ${against}`,
      ...bothRatios(ours, other),
      limit,
      unit: '',
    })
    result.guard[`${form} extract: CPU / ${against}`] = ratio(ours, other, 'cpu')
  }
  return result
}
