import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isHollow } from '../../src/ingest/byte-message.ts'
import { ingest } from '../../src/ingest/index.ts'
import { RecordingSink } from './recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'byte-message-'))
after(() => rmSync(folder, { recursive: true }))

const GATES = ['RunPodSandbox', '_network', '\nE0426', '"MESSAGE":[']

const line = (message: string, more = ''): string =>
  `{"__CURSOR":"s=1","SYSLOG_IDENTIFIER":"systemd","MESSAGE":[${[...Buffer.from(message)].join(',')}]${more}}`

test('a message in bytes without a gate is hollow', () => {
  assert.equal(isHollow(line('\x1b[1mvar-lib.mount: Deactivated successfully.\x1b[0m'), GATES), true)
  assert.equal(isHollow(line('Größe 7'), GATES), true)
  assert.equal(isHollow(line('', ',"_PID":"1"'), GATES), true)
})

test('a gate in the bytes, at their beginning or beside them is one', () => {
  assert.equal(isHollow(line('\x1b[1mRunPodSandbox for'), GATES), false)
  assert.equal(isHollow(line('E0426 00:00:00'), GATES), false)
  assert.equal(isHollow(line('Started', ',"UNIT":"_network"'), GATES), false)
  assert.equal(isHollow(line('Started').replace('systemd', 'my_network'), GATES), false)
})

test('what is no message in bytes is left to others', () => {
  assert.equal(isHollow('{"MESSAGE":"Started"}', GATES), false)
  assert.equal(isHollow('{"MESSAGE":[300]}', GATES), false)
  assert.equal(isHollow('{"MESSAGE":[12,"a"]}', GATES), false)
  assert.equal(isHollow('{"MESSAGE":[12,13', GATES), false)
  assert.equal(isHollow(line('one', ',"MESSAGE":[1]'), GATES), false)
  assert.equal(isHollow(`Apr 26 ${line('one')}`, GATES), false)
  assert.equal(isHollow(line('x'.repeat(40_000)), GATES), false)
})

test('a journal of such messages is read without those that say nothing', async () => {
  const log = readFileSync('samples/founding-stop/worker-1/containerd.log', 'utf8')
    .split('\n')
    .filter((text) => text !== '')
  const path = join(folder, 'journal.ndjson')
  const noise = 'var-lib-containerd-tmpmounts.mount: Deactivated successfully.'
  const lines = log.flatMap((text) => [line(text), line(noise)])
  writeFileSync(path, `${lines.join('\n')}\n`)
  const read = async (sieve: boolean): Promise<RecordingSink> => {
    const sink = new RecordingSink()
    await ingest({ paths: [path], sieve }, sink)
    return sink
  }
  const [sieved, all] = [await read(true), await read(false)]
  assert.ok(sieved.events.length > 0)
  assert.deepEqual([sieved.events, sieved.facts], [all.events, all.facts])
  const candidates = (sink: RecordingSink): number => sink.done[0]?.candidates ?? 0
  assert.equal(candidates(all), lines.length)
  assert.ok(candidates(sieved) > 0 && candidates(sieved) <= log.length)
})
