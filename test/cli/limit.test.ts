import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { run } from './fake-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'limit-'))
after(() => rmSync(folder, { recursive: true }))

const ID = 'ab'.repeat(32)
/** A stop that fails, in a line of so many bytes: what fails stands at its end. */
const line = (bytes: number): string => {
  const head = 'Apr 26 00:43:24 node-7 containerd[812]: time="2022-04-26T00:43:24.518165483Z" level=error '
  const tail = `msg="StopPodSandbox for \\"${ID}\\" failed" error="failed to destroy network for sandbox \\"${ID}\\": invalid version \\"\\": the version is empty"\n`
  return `${head}padding="${'x'.repeat(bytes - head.length - tail.length - 11)}" ${tail}`
}

test('longer lines are read where --limit allows them, and the report names the flag where it does not', async () => {
  const path = join(folder, 'long.log')
  writeFileSync(path, line(3_000_000) + line(400))
  const count = async (...flags: string[]): Promise<number> =>
    (await run(['extract', path, ...flags])).out.split('\n').filter((one) => one !== '').length
  assert.equal(await count(), 1)
  assert.equal(await count('--limit', 'line-bytes=4000000'), 2)
  const report = await run(['analyze', path])
  assert.match(report.out, /lines cut for their length \(--limit line-bytes=N moves this limit\): 1 in 1 source/)
})

test('archives inside archives are read as deep as --limit says', async () => {
  const path = join(folder, 'node.log.gz')
  writeFileSync(path, gzipSync(gzipSync(line(400))))
  assert.match((await run(['extract', path])).out, /StopPodSandbox/)
  const { out, err } = await run(['extract', path, '--limit', 'nesting=1', '--limit', 'members=5'])
  assert.equal(out, '')
  assert.match(err, /more than 1 deep \(--limit nesting=N moves this limit\)/)
})

test('a limit that makes no sense is refused', async () => {
  const { code, err } = await run(['extract', folder, '--limit', 'depth=3'])
  assert.equal(code, 2)
  assert.match(err, /^error: --limit does not know "depth"\n hint: write name=number, with one of line-bytes/)
})
