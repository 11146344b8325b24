// `node case-stages.mjs ROOT STEP CASE [LOG]`: runs one step on a case and prints a line of JSON for each stage of it: name, wall and CPU seconds, highest
// resident memory in MB. Steps: build (reads LOG into CASE), verdict, md, html, cursors, queries. With BENCH_PROFILES set to a folder, each stage leaves
// NAME.cpuprofile there.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { peakMegabytes, resetPeak } from '../peak.mjs'

const [root, step, path, log] = process.argv.slice(2)
const profiles = process.env.BENCH_PROFILES
const load = (module) => import(pathToFileURL(join(root, 'dist/src', module)).href)
const ROWS = 50_000

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Runs and measures one stage. */
async function stage(name, run) {
  resetPeak()
  const cpu = cpuSeconds()
  const start = performance.now()
  const value = await run()
  const row = { name, wall: (performance.now() - start) / 1000, cpu: cpuSeconds() - cpu, rss: peakMegabytes() }
  process.stdout.write(`${JSON.stringify(row)}\n`)
  return value
}

async function profiled(name, run) {
  if (profiles === undefined) return stage(name, run)
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  const value = await stage(name, run)
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  writeFileSync(join(profiles, `${name.replaceAll(' ', '-')}.cpuprofile`), JSON.stringify(profile))
  return value
}

function exhaust(rows) {
  let count = 0
  for (const _ of rows) count++
  return count
}

async function build() {
  const { ingest } = await load('ingest/index.js')
  const { openStore } = await load('store/index.js')
  const store = openStore(path)
  await profiled('read and write', () =>
    ingest({ paths: [log], ...(profiles === undefined ? {} : { workers: 0 }) }, store),
  )
  await profiled('joins and incidents', () => store.finish())
  store.close()
}

async function withCase(run) {
  const { openCaseFile } = await load('store/index.js')
  const file = openCaseFile(path)
  await run(file)
  file.close()
}

const verdict = async (file) => {
  const { judge } = await load('rules/index.js')
  return judge(file)
}

const report = (format) => () =>
  withCase(async (file) => {
    const { renderReport } = await load('report/index.js')
    await profiled(`report ${format}`, async () => renderReport(file, await verdict(file), { format }))
  })

const STEPS = {
  build,
  verdict: () => withCase((file) => profiled('verdict', () => verdict(file))),
  md: report('md'),
  html: report('html'),
  cursors: () =>
    withCase(async (file) => {
      await profiled(`${ROWS} failures`, () => exhaust(file.failures({ limit: ROWS })))
      await profiled(`${ROWS} events without raw text`, () => exhaust(file.events({ limit: ROWS, raw: false })))
      await profiled(`${ROWS} events with raw text`, () => exhaust(file.events({ limit: ROWS })))
    }),
  queries: () =>
    withCase(async (file) => {
      for (const { name } of file.queryHeads()) await stage(name, () => file.query(name))
    }),
}
await STEPS[step]()
