// The benchmark: `npm run bench`, options after `--`:
//   --quick          50 MB a mix, 3 rounds (for CI)
//   --mb N           size of each log in MB (default 200; the goals are stated for 2000)
//   --mixes a,b      of healthy, incident, flood
//   --rounds N       interleaved rounds, median of them (default 5)
//   --joins          joins, verdict, report and canned queries instead (joins.mjs); --mb default 800
//   --keep           leave the logs in .bench/
// Runs our commands and `rg -c` with the same literals in turn, on the same files, and prints wall time, CPU, peak memory and the median of the
// ratios within each round. Wall times of a busy machine mean little; the ratios do. Writes .bench/result.json. Needs `npm run build`,
// GNU time; ripgrep is left out with a message where it is absent.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { generate } from './generate.mjs'
import { benchJoins } from './joins.mjs'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, '.bench')
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    mb: { type: 'string' },
    mixes: { type: 'string', default: 'healthy,incident,flood' },
    rounds: { type: 'string' },
    joins: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
if (values.joins) {
  await benchJoins(root, folder, Number(values.mb ?? 800))
  process.exit()
}
const megabytes = Number(values.mb ?? (values.quick ? 50 : 200))
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5))
const { gates } = await import(join(root, 'dist/parsers/read-events.js'))

/** ripgrep's pattern of a gate; '\n' first = at a line start. */
function pattern(gate) {
  const quoted = gate.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return gate.startsWith('\n') ? `^${quoted.slice(1)}` : quoted
}

const literals = join(folder, 'literals')
mkdirSync(folder, { recursive: true })
writeFileSync(literals, `${gates.map(pattern).join('\n')}\n`)

const cli = join(root, 'dist/src/cli/bin.js')
const COMMANDS = [
  { name: 'rg -c', command: (file) => ['rg', '-c', '-f', literals, file] },
  { name: 'extract', command: (file) => ['node', cli, 'extract', file] },
  {
    name: 'analyze',
    command: (file) => [
      'node',
      cli,
      'analyze',
      file,
      '--case',
      join(folder, 'case.db'),
      '--out',
      join(folder, 'report.md'),
    ],
  },
]

const has = (program, argument) => spawnSync(program, [argument], { stdio: 'ignore' }).error === undefined
const say = (text) => process.stdout.write(`${text}\n`)
if (!existsSync('/usr/bin/time')) throw new Error('the benchmark needs GNU time (/usr/bin/time)')
const commands = COMMANDS.filter(({ name, command }) => {
  const [program] = command('')
  if (has(program, '--version')) return true
  say(`skipped: ${name} (${program} is not installed)`)
  return false
})

/** Wall and CPU seconds, peak memory in MB of one run. */
function measure([program, ...args]) {
  for (const name of ['case.db', 'report.md']) rmSync(join(folder, name), { force: true })
  const out = join(folder, 'time.txt')
  const run = spawnSync('/usr/bin/time', ['-o', out, '-f', '%e %U %S %M', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (run.status !== 0 && !(program === 'rg' && run.status === 1))
    throw new Error(`${program} ${args.join(' ')}\n${run.stderr}`)
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = spawnSync('tail', ['-1', out], { encoding: 'utf8' })
    .stdout.split(' ')
    .map(Number)
  return { wall: Math.max(wall, 0.01), cpu: user + system, rss: kilobytes / 1024 }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
const result = { megabytes, rounds, literals: gates.length, node: process.version, mixes: {} }
for (const mix of values.mixes.split(',')) {
  const file = join(folder, `${mix}-${megabytes}.log`)
  if (!existsSync(file)) generate(mix, megabytes * 1e6, file)
  const runs = commands.map(() => [])
  for (let round = -1; round < rounds; round++) {
    commands.forEach(({ command }, i) => {
      const run = measure(command(file))
      if (round >= 0) runs[i].push(run)
    })
  }
  say(`\n${mix}: ${(statSync(file).size / 1e6).toFixed(0)} MB, ${rounds} rounds`)
  say('command      wall s   MB/s    CPU s   RSS MB   wall × rg   CPU × rg')
  result.mixes[mix] = Object.fromEntries(
    commands.map(({ name }, i) => {
      const of = (key) => median(runs[i].map((run) => run[key]))
      const ratio = (key) => median(runs[i].map((run, round) => run[key] / Math.max(0.01, runs[0][round][key])))
      const row = {
        wall: of('wall'),
        mbps: megabytes / of('wall'),
        cpu: of('cpu'),
        rss: Math.max(...runs[i].map((run) => run.rss)),
        wallRatio: ratio('wall'),
        cpuRatio: ratio('cpu'),
      }
      say(
        `${name.padEnd(10)} ${row.wall.toFixed(2).padStart(8)} ${row.mbps.toFixed(0).padStart(6)} ${row.cpu.toFixed(2).padStart(8)} ${row.rss.toFixed(0).padStart(8)} ${row.wallRatio.toFixed(1).padStart(11)} ${row.cpuRatio.toFixed(1).padStart(10)}`,
      )
      return [name, row]
    }),
  )
  if (!values.keep) rmSync(file)
}
for (const name of ['case.db', 'report.md', 'time.txt', 'literals']) rmSync(join(folder, name), { force: true })
writeFileSync(join(folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`)
