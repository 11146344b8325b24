import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { measure } from '../measure.mjs'
import { shell } from '../programs.mjs'
import { section } from '../section.mjs'
import { parseSize, sizeText } from '../size.mjs'

const GENERATE = join(import.meta.dirname, '../data/generate.mjs')
const SLACK = 1.15

/** The same log from a pipe in growing lengths: speed and memory must not depend on it. One run a length. */
export async function linear(context) {
  const mix = context.mixes[0]
  const rows = []
  for (const size of context.sizes) {
    const feed = shell('node', GENERATE, mix, size, '-')
    const megabytes = parseSize(size) / 1e6
    for (const name of ['extract', 'analyze']) {
      const out =
        name === 'analyze'
          ? ['--case', join(context.folder, 'case.db'), '--out', join(context.folder, 'report.md')]
          : []
      const run = await measure(shell('node', context.cli, name, '-', ...out), { feed })
      rows.push({
        ...run,
        kind: name,
        megabytes,
        name: `${name}, ${sizeText(megabytes * 1e6)}`,
        speed: megabytes / run.wall,
        cpuSpeed: megabytes / run.cpu,
      })
      context.say(
        `${rows.at(-1).name}: ${run.wall.toFixed(1)} s, ${run.cpu.toFixed(1)} CPU s, ${run.rss.toFixed(0)} MB`,
      )
    }
  }
  for (const name of ['case.db', 'report.md']) rmSync(join(context.folder, name), { force: true })
  const table = section(
    'linear',
    `Growing length from a pipe, ${mix}`,
    'One run each; the generator shares the processors and is not counted.',
    [
      { key: 'wall', title: 'wall s' },
      { key: 'speed', title: 'MB/s', digits: 0 },
      { key: 'cpu', title: 'CPU s' },
      { key: 'cpuSpeed', title: 'MB/CPU s', digits: 0 },
      { key: 'rss', title: 'RSS MB', digits: 0 },
    ],
    rows,
  )
  context.show(table)
  return {
    sections: [table],
    goals: ['extract', 'analyze'].flatMap((kind) =>
      goalsOf(
        kind,
        rows.filter((row) => row.kind === kind),
      ),
    ),
    guard: {},
  }
}

/** The longest against the shortest but one: start-up still weighs in the shortest. */
function goalsOf(kind, rows) {
  if (rows.length < 2) return []
  const [before, last] = rows.slice(-2)
  return [
    {
      what: `linear: ${kind}, MB/s of ${before.name.split(', ')[1]} / of ${last.name.split(', ')[1]}`,
      value: before.speed / last.speed,
      limit: SLACK,
      unit: '',
    },
    {
      what: `linear: ${kind}, peak memory of ${last.name.split(', ')[1]} / of ${before.name.split(', ')[1]}`,
      value: last.rss / before.rss,
      limit: SLACK,
      unit: '',
    },
  ]
}
