// The benchmark: `npm run bench -- --help`. Prints tables, goals and what it left out; keeps results in .bench/result.json (quick runs: quick.json), each
// part in place of its earlier measurement. Wall times of a busy machine mean little; ratios within a round do. Needs `npm run build`, bash and Linux.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { holds, updateBaseline } from './guard.mjs'
import { HELP, readOptions } from './options.mjs'
import { pattern } from './peers/ripgrep.mjs'
import { plan } from './plan.mjs'
import { addTo, machineText, readResult, writeResult } from './result-file.mjs'
import { goalsText, tableText } from './section.mjs'
import { withTables } from './write-docs.mjs'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, '.bench')
const say = (text) => process.stdout.write(`${text}\n`)
const options = readOptions(process.argv.slice(2))
const resultPath = join(folder, options.quick ? 'quick.json' : 'result.json')

/** What stages need to know of the surroundings. */
async function contextOf() {
  mkdirSync(join(folder, 'home'), { recursive: true })
  const { gates } = await import(pathToFileURL(join(root, 'dist/parsers/read-events.js')).href)
  const literals = join(folder, 'literals')
  writeFileSync(literals, `${gates.map(pattern).join('\n')}\n`)
  const skipped = new Set()
  return {
    ...options,
    root,
    folder,
    literals,
    cli: join(root, 'dist/src/cli/bin.js'),
    say,
    skip(name, reason) {
      if (!skipped.has(name)) say(`skipped: ${name} (${reason})`)
      skipped.add(name)
    },
    show: (section) => say(`\n${section.title}. ${section.note}\n${tableText(section)}`),
  }
}

async function measureAll() {
  const context = await contextOf()
  if (options.full || options.quick) rmSync(resultPath, { force: true })
  const result = { ...readResult(resultPath), machine: machineText() }
  const goals = []
  say(`${result.machine} Load ${loadavg()[0].toFixed(1)}.`)
  for (const [stage, differing] of plan(options)) {
    const found = await stage({ ...context, ...differing })
    goals.push(...found.goals)
    addTo(result, found)
    writeResult(resultPath, result)
  }
  // Goals are stated for large logs; in small ones start-up weighs most.
  if (goals.length > 0 && !options.quick) say(`\n${goalsText(goals)}`)
  return result
}

function writeDocs() {
  const path = join(root, 'docs/performance.md')
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), readResult(join(folder, 'result.json'))))
  say('written: docs/performance.md')
}

async function main() {
  if (options.help) return say(HELP)
  const onlyDocs = options['write-docs'] && !options.hasPart
  const result = onlyDocs ? undefined : await measureAll()
  if (options['write-docs']) writeDocs()
  if (!options.quick || result === undefined) return
  if (options['update-baseline']) updateBaseline(result.guard)
  else if (!holds(result.guard, say)) process.exitCode = 1
}

await main()
