import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { run } from './fake-io.ts'

const failed = (id: string): string =>
  `time="2022-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for \\"${id.repeat(64)}\\" failed" error="failed to destroy network for sandbox: invalid version \\"\\": the version is empty"\n`

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-'))
  for (const node of ['a', 'b']) mkdirSync(join(folder, `node-${node}`))
  writeFileSync(join(folder, 'node-a/containerd.log'), failed('a'))
  writeFileSync(join(folder, 'node-a/kubelet.log'), '')
  writeFileSync(join(folder, 'node-a/core'), Buffer.from('7f454c46020101000000000000000000', 'hex'))
  writeFileSync(join(folder, 'node-b/containerd.log'), failed('b') + failed('c'))
  const packed = gzipSync(failed('d').repeat(50))
  writeFileSync(join(folder, 'node-b/containerd.log.1.gz'), packed.subarray(0, packed.length - 12))
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('ingest says how much it read, what was passed over, and what the case holds with what it held before', async () => {
  const ingest = (node: string): ReturnType<typeof run> =>
    run(['ingest', join(folder, node), '--case', join(folder, 'incident.db')])
  const first = await ingest('node-a')
  assert.equal(
    first.err,
    `read: 1 source, 241 B, 1 line, 1 event; 2 files without text passed over\ncase: ${join(folder, 'incident.db')}\n`,
  )
  const second = await ingest('node-b')
  assert.match(second.err, /^warning: 1 source could not be read whole/)
  const [read, held] = second.err.split('\n').slice(2)
  assert.match(read ?? '', /^read: 2 sources, \d+\.\d kB, \d+ lines, \d+ events$/)
  assert.match(held ?? '', /^with what it held before, the case has 5 sources and \d+ events$/)
  assert.deepEqual([first.out, second.out], ['', ''])
})

test('ingest tells a file that could not be read apart from those it read', async () => {
  const half = join(folder, 'half')
  mkdirSync(half)
  writeFileSync(join(half, 'containerd.log'), failed('e'))
  writeFileSync(join(half, 'logs.7z'), Buffer.from('377abcaf271c0004aabbccdd', 'hex'))
  const { err } = await run(['ingest', half, '--case', join(folder, 'half.db')])
  assert.match(err, /\nread: 1 source, 241 B, 1 line, 1 event; 1 file could not be read\n/)
})

test('a case that was added to without the bounds of its first part says so', async () => {
  const path = join(folder, 'parts.db')
  const bounds = ['--since', '2022-04-26', '--until', '2022-04-27']
  const report = async (): Promise<string> => (await run(['report', '--case', path])).out
  await run(['ingest', join(folder, 'node-a'), '--case', path, ...bounds])
  const span = 'from 2022-04-26 00:00:00 UTC to 2022-04-27 00:00:00 UTC'
  assert.match(await report(), new RegExp(`\\*\\*Looked at\\*\\*: only what is ${span}; the rest`))
  await run(['ingest', join(folder, 'node-b/containerd.log'), '--case', path])
  const text = await report()
  assert.match(text, /\*\*Looked at\*\*: of 1 source only the span that was asked for \(.*\), of all others everything/)
  assert.match(text, new RegExp(`- 1 source: only what is ${span}\n- 1 source: all records\n`))
})
