import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { main } from '../../src/cli/main.ts'
import { fakeIo } from './fake-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'usage-hint-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'incident.db')
writeFileSync(file, '')

async function errorOf(...words: string[]): Promise<string> {
  const io = fakeIo()
  await main(words, io)
  assert.equal(io.exitCode, 2)
  return io.err()
}

test('a case that is given without --case is answered with the command line that works', async () => {
  // commander 15 names them as well: .. but got 2: incident.db, pods-hit.
  assert.match(
    await errorOf('query', file, 'pods-hit'),
    new RegExp(
      `^error: too many arguments for 'query'. Expected 1 argument but got 2[^\\n]*\\.\\n hint: a case goes after --case: cni-postmortem query --case ${file} pods-hit\\n$`,
    ),
  )
  assert.match(
    await errorOf('timeline', file),
    new RegExp(`hint: name the case, .*: cni-postmortem timeline --case ${file}\n$`),
  )
})

test('a command without its case says what a case is', async () => {
  assert.match(
    await errorOf('sandbox', 'abc'),
    /hint: name the case, the file that analyze --case or ingest writes: cni-postmortem sandbox --case incident\.db abc\n$/,
  )
})

test('other faults keep their hint', async () => {
  const help = / hint: add --help to see what is possible\n$/
  assert.match(await errorOf('query', 'absent.db', 'pods-hit'), help)
  assert.match(await errorOf('query', '--case', file, 'pods-hit', 'more'), help)
  assert.match(await errorOf('report', '--formt'), / hint: Did you mean --format\?\n$/)
})

test('a command without logs says what to give', async () => {
  assert.match(
    await errorOf('analyze'),
    / hint: give the folder, archive or file that holds the logs, or - for standard input\n$/,
  )
  assert.match(await errorOf('audit'), /^error: audit was given no path\n hint: give configurations, a folder such as/)
})
