import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeInput } from '../data/forms.mjs'
import { run } from '../programs.mjs'
import { bigCase, runStep } from './big-case.mjs'

const EVENTS = 100_000

/**
 * Leaves CPU profiles in `.bench/profiles`, to be opened in Chromium's developer tools: of whole commands by `node --cpu-prof` (one profile a thread) for
 * each mix, and of each stage of building and reading a case, which are run in one thread.
 */
export async function profile(context) {
  const { folder, cli } = context
  const profiles = join(folder, 'profiles')
  rmSync(profiles, { recursive: true, force: true })
  for (const mix of context.mixes) {
    const log = await makeInput('log', mix, context.bytes, folder)
    for (const command of ['extract', 'analyze']) {
      const into = join(profiles, `${mix}-${command}`)
      mkdirSync(into, { recursive: true })
      const out = command === 'analyze' ? ['--case', join(folder, 'case.db'), '--out', join(folder, 'report.md')] : []
      run('node', ['--cpu-prof', '--cpu-prof-dir', into, cli, command, log, ...out])
      context.say(`${into}: ${readdirSync(into).length} profiles`)
    }
    if (!context.keep) rmSync(log)
  }
  const given = { ...context, profile: true }
  const made = await bigCase(given, EVENTS, 'events')
  for (const step of ['verdict', 'md', 'html', 'cursors']) await runStep(given, step, made.path)
  made.remove()
  for (const name of ['case.db', 'report.md']) rmSync(join(folder, name), { force: true })
  for (const name of readdirSync(profiles).filter((name) => name.endsWith('.cpuprofile')))
    context.say(join(profiles, name))
  return { sections: [], goals: [], guard: {} }
}
