// `npm run bench -- --joins [--mb N]`: what follows the reading. Loads a flood of N MB (default 800: about a million failures) into a case, then
// measures joins, verdict, report, cursors and every canned query, in CPU seconds (user + system) and wall seconds. Needs `npm run build`.
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from './generate.mjs'

const ROWS = 50_000

/** Runs the whole benchmark; leaves `joins.json` in `folder`. */
export async function benchJoins(root, folder, megabytes) {
  const load = (path) => import(join(root, 'dist/src', path))
  const { ingest } = await load('ingest/index.js')
  const { openStore, openCaseFile } = await load('store/index.js')
  const { judge } = await load('rules/index.js')
  const { renderReport } = await load('report/index.js')
  mkdirSync(folder, { recursive: true })
  const log = join(folder, `joins-${megabytes}.log`)
  const path = join(folder, 'joins.db')
  const stages = {}
  const stage = async (name, run) => {
    const cpu = cpuSeconds()
    const start = performance.now()
    const value = await run()
    const row = { cpu: cpuSeconds() - cpu, wall: (performance.now() - start) / 1000, rss: peakMegabytes() }
    stages[name] = row
    say(
      `${name.padEnd(34)} ${row.cpu.toFixed(2).padStart(8)} ${row.wall.toFixed(2).padStart(8)} ${row.rss.toFixed(0).padStart(8)}`,
    )
    return value
  }
  if (!existsSync(log)) generate('flood', megabytes * 1e6, log)
  say('stage                                 CPU s   wall s  peak MB')
  const store = openStore(path)
  await stage('read and write', () => ingest({ paths: [log], workers: 0 }, store))
  await stage('joins', () => store.finish())
  store.close()
  const file = openCaseFile(path)
  const counts = Object.fromEntries(['events', 'failures', 'sandboxes'].map((key) => [key, Number(file.meta(key))]))
  const verdict = await stage('verdict', () => judge(file))
  for (const format of ['md', 'html']) await stage(`report ${format}`, () => renderReport(file, verdict, { format }))
  await stage(`${ROWS} failures`, () => exhaust(file.failures({ limit: ROWS })))
  await stage(`${ROWS} events without raw`, () => exhaust(file.events({ limit: ROWS, raw: false })))
  await stage(`${ROWS} events with raw`, () => exhaust(file.events({ limit: ROWS })))
  for (const { name } of file.queryHeads()) await stage(`query ${name}`, () => file.query(name))
  file.close()
  const bytesPerEvent = statSync(path).size / Math.max(1, counts.events)
  say(`${JSON.stringify(counts)}, ${bytesPerEvent.toFixed(0)} bytes an event`)
  writeFileSync(
    join(folder, 'joins.json'),
    `${JSON.stringify({ megabytes, ...counts, bytesPerEvent, stages }, null, 2)}\n`,
  )
  rmSync(path)
  rmSync(log)
}

function exhaust(rows) {
  let count = 0
  for (const _ of rows) count++
  return count
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Highest resident memory of the process so far. */
function peakMegabytes() {
  return process.resourceUsage().maxRSS / 1024
}

function say(text) {
  process.stdout.write(`${text}\n`)
}
