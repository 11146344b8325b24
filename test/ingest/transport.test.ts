import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type IngestOptions, ingest } from '../../src/ingest/index.ts'
import { withCauses, withTransport } from '../../src/ingest/parsers.ts'
import { ingestWith } from '../../src/ingest/run.ts'
import { RecordingSink } from './recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'transport-'))
after(() => rmSync(folder, { recursive: true }))
const SANDBOX = 'ab'.repeat(32)
const message = `level=error msg="StopPodSandbox for \\"${SANDBOX}\\" failed" error="failed to destroy network for sandbox \\"${SANDBOX}\\": invalid version \\"\\": the version is empty"`
const log = join(folder, 'containerd.log')
writeFileSync(
  log,
  [24, 25, 26]
    .map(
      (s) => `2022-04-26T00:43:${s}+0000 node-7 containerd[812]: time="2022-04-26T00:43:${s}.000000000Z" ${message}\n`,
    )
    .join(''),
)

async function read(options: Partial<IngestOptions>): Promise<RecordingSink> {
  const sink = new RecordingSink()
  await ingest({ paths: [log], year: 2022, ...options }, sink)
  return sink
}
const transports = ({ done }: RecordingSink): readonly string[] => done.map(({ transport }) => transport)

test('a forced transport is tried first; what it does not accept is read as ever', async () => {
  const plain = await read({})
  assert.equal(plain.events.length, 3)
  const forced = await read({ transport: 'syslog-rsyslog' })
  assert.notDeepEqual(transports(forced), transports(plain))
  assert.deepEqual(transports(forced), ['syslog-rsyslog'])
  assert.deepEqual(forced.events, plain.events)
  assert.deepEqual((await read({ transport: 'docker-json' })).events, plain.events)
  assert.deepEqual(transports(await read({ transport: 'bare' })), ['bare'])
})

test('worker threads force it too', async () => {
  const machinery = { large: 1, segment: 200, workerEntry: new URL('./worker-entry.mjs', import.meta.url) }
  const options = { paths: [log], year: 2022, transport: 'syslog-rsyslog', workers: 2 }
  const sink = new RecordingSink()
  await ingestWith(withTransport(withCauses([]), options.transport), options, sink, machinery)
  assert.deepEqual(transports(sink), ['syslog-rsyslog'])
  assert.deepEqual(sink.events, (await read({ transport: 'syslog-rsyslog' })).events)
})

test('a transport that is none is BAD_OPTION and names those there are', async () => {
  await assert.rejects(read({ transport: 'syslog' }), (error: Error & { code?: string; hint?: string }) => {
    return error.code === 'BAD_OPTION' && (error.hint ?? '').includes('syslog-rsyslog')
  })
})
