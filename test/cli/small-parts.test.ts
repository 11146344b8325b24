import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { assertConditions, firstHolding, readConditions } from '../../src/cli/fail-on.ts'
import { Losses } from '../../src/cli/losses.ts'
import { formatOfFile, reportPath, writingTo } from '../../src/cli/output-file.ts'
import { bytesText, progressText, withProgress } from '../../src/cli/progress.ts'
import { shellCommand } from '../../src/cli/shell-quote.ts'
import type { Analysis } from '../../src/index.ts'
import { fakeIo } from './fake-io.ts'

test('the command line is quoted as a shell needs it', () => {
  assert.equal(shellCommand(['analyze', 'node-7/a.log', "it's here", '']), "analyze node-7/a.log 'it'\\''s here' ''")
})

test('byte counts are readable', () => {
  assert.deepEqual([0, 999, 1_234_567, 2e9, 5e16].map(bytesText), ['0 B', '999 B', '1.2 MB', '2.0 GB', '50000.0 TB'])
})

test('progress says bytes done, rate, events and source', () => {
  const progress = { bytes: 1.2e9, totalBytes: 2e9, events: 7, source: 'n/a.log' }
  assert.equal(progressText(progress, 4), '1.2 GB of 2.0 GB (60 %) · 300.0 MB/s · 7 events · n/a.log')
  assert.equal(progressText({ ...progress, totalBytes: 0 }, 4), '1.2 GB · 300.0 MB/s · 7 events · n/a.log')
})

test('what could not be read whole is one warning that names three sources', () => {
  const io = fakeIo()
  const losses = new Losses()
  losses.tell(io)
  assert.equal(io.err(), '')
  losses.note({ source: 'a\x1b[31m.gz', why: 'the gzip stream ends early' })
  losses.tell(io)
  assert.match(
    io.err(),
    /^warning: 1 source could not be read whole; [^\n]+\n {2}a[^\x1b]*\.gz: the gzip stream ends early\n$/,
  )
  for (const name of ['b', 'c', 'd', 'e']) losses.note({ source: name, why: 'encrypted' })
  const many = fakeIo()
  losses.tell(many)
  assert.match(many.err(), /^warning: 5 sources [\s\S]+\n {2}c: encrypted\n {2}and 2 more\n$/)
})

test('progress is shown on a terminal only', async () => {
  const report = (
    onProgress: ((progress: { bytes: number; totalBytes: number; events: number; source: string }) => void) | undefined,
  ) => {
    onProgress?.({ bytes: 1, totalBytes: 2, events: 3, source: 'n/a.log' })
    return Promise.resolve('done')
  }
  const pipe = fakeIo()
  assert.equal(await withProgress(pipe, report), 'done')
  assert.equal(pipe.err(), '')
  const terminal = fakeIo({ tty: true })
  assert.equal(await withProgress(terminal, report), 'done')
  assert.notEqual(terminal.err(), '')
})

test('a report goes to the file, or as postmortem.* into the folder', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'out-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  assert.equal(reportPath(folder, 'html'), join(folder, 'postmortem.html'))
  assert.equal(reportPath('new/', 'text'), join('new/', 'postmortem.txt'))
  assert.equal(reportPath('a.md', 'md'), 'a.md')
  assert.deepEqual(['a.html', 'a.txt', 'a.md', 'a.db', 'a', undefined].map(formatOfFile), [
    'html',
    'text',
    'md',
    undefined,
    undefined,
    undefined,
  ])
})

test('folders above an output file are made; what cannot be written is an error with a hint', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'out-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'a/b/report.md')
  await writingTo(path, async (write) => {
    assert.equal(existsSync(path), false, 'nothing is made before there is something to write')
    write('one ')
    write('two')
  })
  assert.equal(readFileSync(path, 'utf8'), 'one two')
  writeFileSync(join(folder, 'file'), '')
  await assert.rejects(
    writingTo(join(folder, 'file/report.md'), async (write) => write('x')),
    { code: 'OUTPUT_FAILED' },
  )
})

const analysis = (cause: string | null, recovered: readonly number[]): Analysis =>
  ({ verdict: { cause }, incidents: recovered.map((recovered_us) => ({ recovered_us })) }) as unknown as Analysis

test('--fail-on failures, unrecovered and cause ids', () => {
  assert.equal(firstHolding(['failures', 'unrecovered'], analysis(null, [])), undefined)
  assert.equal(firstHolding(['failures'], analysis('unknown', [5])), 'failures')
  assert.equal(firstHolding(['unrecovered'], analysis('unknown', [5])), undefined)
  assert.equal(firstHolding(['unrecovered'], analysis('unknown', [5, 0])), 'unrecovered')
  assert.equal(firstHolding(['ipam-exhausted', 'netns-missing'], analysis('netns-missing', [])), 'netns-missing')
})

test('--fail-on gathers lists and refuses what could never hold', async () => {
  const conditions = readConditions('unrecovered, ipam-exhausted', ['failures'])
  assert.deepEqual(conditions, ['failures', 'unrecovered', 'ipam-exhausted'])
  await assertConditions([])
  await assertConditions(conditions)
  await assert.rejects(assertConditions(['failure']), { code: 'BAD_OPTION' })
})
