import { spawnSync } from 'node:child_process'

/** Is there a program of that name or path? */
export function has(program) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0
}

/** Runs a program to its end; throws an Error with what it said where it fails. */
export function run(program, args) {
  const { status, stderr, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
  if (error !== undefined || status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`)
}

/** A word as the shell takes it literally. */
export function quote(word) {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** A command as text for the shell. */
export function shell(...words) {
  return words.map((word) => (/^[\w./=:,+-]+$/.test(word) ? word : quote(word))).join(' ')
}
