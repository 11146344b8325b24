import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { run, shell } from '../programs.mjs'
import { ratio, runRounds } from '../rounds.mjs'
import { section } from '../section.mjs'

const ROUNDS = 11
const LIMIT_MS = 150
const LIMITED = ['--help', 'explain', 'query']

/** From start to end of commands that have little to do; what reading costs before the first line. */
export async function startup(context) {
  const { cli, root, folder } = context
  const small = join(folder, 'small.db')
  const sample = join(root, 'samples/founding-stop')
  run('node', [cli, 'ingest', sample, '--case', small])
  const commands = [
    { name: 'node -e 0', command: shell('node', '-e', '0') },
    { name: '--help', command: shell('node', cli, '--help') },
    { name: 'explain', command: shell('node', cli, 'explain') },
    { name: 'query', command: shell('node', cli, 'query', 'case-totals', '--case', small) },
  ]
  // A quick run has no time for them eleven times.
  if (!context.quick)
    commands.push(
      { name: 'extract of a sample', command: shell('node', cli, 'extract', sample) },
      { name: 'analyze of a sample', command: shell('node', cli, 'analyze', sample) },
    )
  const rows = await runRounds(commands, { ...context, rounds: ROUNDS })
  rmSync(small)
  const [empty, ...ours] = rows
  const limited = ours.filter(({ name }) => LIMITED.includes(name))
  const table = section(
    'startup',
    'Start to finish',
    `Median of ${ROUNDS} rounds.`,
    [
      { key: 'ms', title: 'wall ms', digits: 0 },
      { key: 'cpuMs', title: 'CPU ms', digits: 0 },
      { key: 'cpuRatio', title: 'CPU / empty' },
    ],
    rows.map((row) => ({ ...row, ms: row.wall * 1e3, cpuMs: row.cpu * 1e3, cpuRatio: ratio(row, empty, 'cpu') })),
  )
  context.show(table)
  return {
    sections: [table],
    goals: limited.map(({ name, wall, cpu }) => ({
      what: `start to finish: ${name}`,
      value: wall * 1e3,
      byCpu: cpu * 1e3,
      limit: LIMIT_MS,
      digits: 0,
      unit: 'ms',
    })),
    guard: Object.fromEntries(ours.map((row) => [`start of ${row.name}: CPU / node -e 0`, ratio(row, empty, 'cpu')])),
  }
}
