import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { extract } from '../src/extract.ts'

const folder = mkdtempSync(join(tmpdir(), 'extract-'))
after(() => rmSync(folder, { recursive: true }))

test('reading waits for a slow writer', async () => {
  const id = 'ab'.repeat(32)
  const line = `Apr 26 00:43:24 node-7 containerd[812]: time="2022-04-26T00:43:24.000000000Z" level=info msg="StopPodSandbox for \\"${id}\\""\n`
  const path = join(folder, 'containerd.log')
  writeFileSync(path, line.repeat(20_000))
  let writing = 0
  let events = 0
  let calls = 0
  await extract({ paths: [path], workers: 1 }, async (batch) => {
    assert.equal(writing, 0, 'a batch came before the one before was written')
    writing++
    calls++
    events += batch.length
    await new Promise((resolve) => setTimeout(resolve, 1))
    writing--
  })
  assert.equal(events, 20_000)
  assert.ok(calls > 1)
})
