import { rmSync } from 'node:fs'
import { makeInput } from '../data/forms.mjs'
import { analyze, extract } from '../peers/ours.mjs'
import { ripgrep } from '../peers/ripgrep.mjs'
import { has } from '../programs.mjs'
import { bothRatios, ratio, runRounds } from '../rounds.mjs'
import { section } from '../section.mjs'
import { sizeText } from '../size.mjs'
import { commandOf } from './side-by-side.mjs'

/** A folder of 5,000 files: what a file costs. */
export async function smallFiles(context) {
  const path = await makeInput('files', 'healthy', context.bytes, context.folder)
  const peers = [...(has('rg') ? [ripgrep] : []), extract, analyze]
  const rows = await runRounds(
    peers.map((peer) => commandOf(peer, path, context)),
    context,
  )
  if (!context.keep) rmSync(path, { recursive: true })
  const [first] = rows
  const ours = rows.at(-1)
  const table = section(
    'small-files',
    `5,000 files, ${sizeText(context.bytes)} together, 1 % relevant`,
    `Median of ${context.rounds} rounds.`,
    [
      { key: 'wall', title: 'wall s' },
      { key: 'cpu', title: 'CPU s' },
      { key: 'rss', title: 'RSS MB', digits: 0 },
      { key: 'wallRatio', title: `wall / ${first.name}` },
      { key: 'cpuRatio', title: `CPU / ${first.name}` },
    ],
    rows.map((row) => ({ ...row, wallRatio: ratio(row, first, 'wall'), cpuRatio: ratio(row, first, 'cpu') })),
  )
  context.show(table)
  const goals =
    first === ours
      ? []
      : [{ what: '5,000 small files: wall of analyze / rg -c', ...bothRatios(ours, first), limit: 4, unit: '' }]
  return { sections: [table], goals, guard: {} }
}
