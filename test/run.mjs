// Runs the tests: `node test/run.mjs [FILE|FOLDER|--node-test-option ...]`. Node 20 takes no globs and strips no types, so the
// files are listed here and tsx is loaded where Node cannot read TypeScript itself.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** All test files at or below a path, in name order. */
function testFiles(path) {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.test.ts'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => testFiles(join(path, entry.name)))
}

const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'))
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const missing = paths.filter((path) => !existsSync(resolve(path)))
const files =
  missing.length > 0
    ? []
    : (paths.length > 0 ? paths : [join(root, 'test')]).flatMap((path) => testFiles(resolve(path)))
if (files.length === 0) {
  process.stderr.write(`error: no test files in ${missing.length > 0 ? missing.join(' ') : paths.join(' ')}\n`)
  process.exit(2)
}
const loader = process.features.typescript ? [] : ['--import', 'tsx']
const { status } = spawnSync(process.execPath, [...loader, '--test', ...options, ...files], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)
