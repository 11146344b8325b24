import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { ingest } from '../../src/ingest/index.ts'
import type { Sink } from '../../src/model/batch.ts'
import type { SourceSummary } from '../../src/model/source.ts'

const ID = 'c'.repeat(64)
const KUBELET = `Apr 26 00:43:24 node-a kubelet[1205]: E0426 00:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to destroy network for sandbox \\"${ID}\\": invalid version \\"\\": the version is empty" podSandboxID="${ID}"\n`
const CONTAINERD = `time="2022-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for \\"${ID}\\" failed" error="failed to destroy network for sandbox \\"${ID}\\": invalid version \\"\\": the version is empty"\n`

async function read(
  files: readonly (readonly [string, string])[],
): Promise<{ times: [string, string][]; years: string[]; nodes: string[] }> {
  const archive = pack()
  for (const [name, text] of files) archive.entry({ name, mtime: new Date('2026-05-04T00:00:00Z') }, text)
  archive.finalize()
  const parts: Uint8Array[] = []
  for await (const chunk of archive) parts.push(chunk as Uint8Array)
  const dir = mkdtempSync(join(tmpdir(), 'years-'))
  const paths: string[] = []
  const times: [string, string][] = []
  const summaries: SourceSummary[] = []
  const sink: Sink = {
    begin: ({ path }) => {
      paths.push(path.slice(path.lastIndexOf('/') + 1))
    },
    putBatch: ({ source, events }) => {
      for (const event of events) times.push([paths[source] ?? '', new Date(event.timeUs / 1000).toISOString()])
    },
    putConfig: () => {},
    markDone: (_, summary) => {
      summaries.push(summary)
    },
  }
  try {
    writeFileSync(join(dir, 'b.tar.gz'), gzipSync(Buffer.concat(parts)))
    await ingest({ paths: [join(dir, 'b.tar.gz')] }, sink)
  } finally {
    rmSync(dir, { recursive: true })
  }
  return {
    times: times.sort(),
    years: summaries.map((s) => s.yearFrom).filter((from) => from !== ''),
    nodes: summaries.map((s) => s.node),
  }
}

const AT = '2022-04-26T00:43:24.518Z'

test('a member without years takes it from a later member of its node, not from the time of the archive', async () => {
  const { times, years } = await read([
    ['node-a/kubelet.log', KUBELET],
    ['node-a/zz-containerd.log', CONTAINERD],
  ])
  assert.deepEqual(times, [
    ['kubelet.log', AT],
    ['zz-containerd.log', AT],
  ])
  assert.deepEqual(years, ['same node'])
})

test('else it takes it from another node of the same archive', async () => {
  const { times, years } = await read([
    ['node-a/kubelet.log', KUBELET],
    ['node-b/containerd.log', CONTAINERD],
  ])
  assert.deepEqual(times, [
    ['containerd.log', AT],
    ['kubelet.log', AT],
  ])
  assert.deepEqual(years, ['same bundle'])
})

test('alone it takes the time of the member', async () => {
  const { times, years } = await read([['node-a/kubelet.log', KUBELET]])
  assert.deepEqual(times, [['kubelet.log', '2026-04-26T00:43:24.518Z']])
  assert.deepEqual(years, ['member time'])
})

const KLOG = `Log line format: [IWEF]mmdd hh:mm:ss.uuuuuu threadid file:line] msg
I0426 00:43:24.518165    1205 server.go:749] started
E0503 00:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = x" podSandboxID="${ID}"
`

test('what a file of klog says of its beginning holds for all days after it, wherever it says so', async () => {
  const created = 'Log file created at: 2022/04/26 00:43:24\nRunning on machine: node-a\n'
  const audit = '| service    | web --url           | minikube |\n'.repeat(200)
  for (const head of [created, `==> Audit <==\n${audit}\n==> Last Start <==\n${created}`]) {
    const { times, years } = await read([['node-a/kubelet.INFO', head + KLOG]])
    assert.deepEqual(times, [['kubelet.INFO', '2022-05-03T00:43:24.518Z']])
    assert.deepEqual(years, ['same source'])
  }
})

test('a journal ends where its header says so; one that names its beginning alone goes on', async () => {
  const headers = [
    ['-- Logs begin at Mon 2021-01-25 08:05:13 UTC, end at Tue 2022-04-26 00:50:01 UTC. --', '2022'],
    ['-- Logs begin at Mon 2021-01-25 08:05:13 UTC, end at Sun 2022-02-27 00:50:01 UTC. --', '2021'],
    ['-- Journal begins at Fri 2022-04-22 08:05:13 CEST. --', '2022'],
  ] as const
  for (const [header, year] of headers) {
    const { times } = await read([['node-a/kubelet.log', `${header}\n${KUBELET}`]])
    assert.deepEqual(times, [['kubelet.log', AT.replace('2022', year)]])
  }
})

test('a note in a bundle makes its folder no node', async () => {
  const { nodes } = await read([
    ['notes/readme.txt', 'collected by hand\n'],
    ['node-a/kubelet.log', KUBELET],
  ])
  assert.deepEqual(nodes.sort(), ['', 'node-a'])
})
