import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lacking, makeInput } from '../data/forms.mjs'
import { run } from '../programs.mjs'
import { topFunctions } from '../top-functions.mjs'
import { bigCase, runStep } from './big-case.mjs'

const EVENTS = 100_000
const SHOWN = 8
/** Forms whose reading has code of its own. */
const FORMS = ['ndjson', 'json', 'lines.json', 'journal', 'files']

/**
 * Leaves CPU profiles in `.bench/profiles`, to be opened in Chromium's developer tools, and prints where most time went: of whole commands by
 * `node --cpu-prof` (one profile a thread) for each mix and form, and of each stage of building and reading a case, which are run in one thread.
 */
export async function profile(context) {
  const profiles = join(context.folder, 'profiles')
  rmSync(profiles, { recursive: true, force: true })
  for (const mix of context.mixes)
    for (const command of ['extract', 'analyze']) await profileCommand(context, profiles, command, 'log', mix)
  for (const form of FORMS) {
    const reason = lacking(form)
    if (reason === undefined) await profileCommand(context, profiles, 'extract', form, context.mixes[0])
    else context.skip(form, reason)
  }
  const given = { ...context, profile: true }
  const made = await bigCase(given, EVENTS, 'events')
  for (const step of ['verdict', 'md', 'html', 'cursors']) await runStep(given, step, made.path)
  made.remove()
  show(context, profiles, '')
  return { sections: [], goals: [], guard: {} }
}

async function profileCommand(context, profiles, command, form, mix) {
  const { folder, cli, bytes, keep } = context
  const input = await makeInput(form, mix, bytes, folder)
  const name = `${command}-${mix}-${form}`
  mkdirSync(join(profiles, name), { recursive: true })
  const outputs = [join(folder, 'case.db'), join(folder, 'report.md')]
  const out = command === 'analyze' ? ['--case', outputs[0], '--out', outputs[1]] : []
  run('node', ['--cpu-prof', '--cpu-prof-dir', join(profiles, name), cli, command, input, ...out])
  for (const path of outputs) rmSync(path, { force: true })
  if (!keep) rmSync(input, { recursive: true })
  show(context, profiles, name)
}

/** Prints where the time of each profile directly in a folder went. */
function show({ say }, profiles, name) {
  const folder = join(profiles, name)
  for (const file of readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'))) {
    say(`\n${name === '' ? file : name}`)
    for (const { place, ms } of topFunctions(join(folder, file), SHOWN)) say(`${String(ms).padStart(8)} ms ${place}`)
  }
}
