import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeInput } from '../data/forms.mjs'
import { split2Regex } from '../peers/straightforward.mjs'
import { runRounds } from '../rounds.mjs'

const CHILD = join(import.meta.dirname, '../children/case-stages.mjs')
/** Bytes of flood log that a failure or an event takes. */
const BYTES = { failures: 800, events: 615 }

/**
 * A case of about `count` failures or events, made from a flood. Returns its `path`, the `rows` of building it (as children/case-stages.mjs prints them),
 * its `counts`, the bytes an event takes, `remove`, and in a quick run the CPU seconds of the `yardstick` on the same log.
 */
export async function bigCase(context, count, unit) {
  const bytes = count * BYTES[unit]
  const log = await makeInput('log', 'flood', bytes, context.folder)
  const path = join(context.folder, `${unit}-${count}.db`)
  const rows = await runStep(context, 'build', path, log)
  const yardstick = context.quick ? await cpuOf(split2Regex.command({ path: log }), context) : 0
  if (!context.keep) rmSync(log)
  const { openCaseFile } = await import(pathToFileURL(join(context.root, 'dist/src/store/index.js')).href)
  const file = openCaseFile(path)
  const counts = Object.fromEntries(['events', 'failures', 'sandboxes'].map((key) => [key, Number(file.meta(key))]))
  file.close()
  const perEvent = statSync(path).size / Math.max(1, counts.events)
  const text = `${counts.events} events, ${counts.failures} failures, ${counts.sandboxes} pod sandboxes, ${perEvent.toFixed(0)} bytes an event.`
  return { path, rows, counts, perEvent, text, yardstick, remove: () => context.keep || rmSync(path) }
}

async function cpuOf(command, context) {
  const [row] = await runRounds([{ command }], context)
  return row.cpu
}

/** Runs a step of children/case-stages.mjs in a process of its own; its stages. */
export async function runStep(context, step, ...args) {
  const profiles = join(context.folder, 'profiles')
  if (context.profile && !existsSync(profiles)) mkdirSync(profiles, { recursive: true })
  const child = spawn('node', [CHILD, context.root, step, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: context.profile ? { ...process.env, BENCH_PROFILES: profiles } : process.env,
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  if (status !== 0) throw new Error(`${step} ended with exit code ${status}`)
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** Columns of a table of stages. */
export const STAGE_COLUMNS = [
  { key: 'wall', title: 'wall s' },
  { key: 'cpu', title: 'CPU s' },
  { key: 'rss', title: 'RSS MB', digits: 0 },
  { key: 'perMillion', title: 'CPU s a million' },
]
