import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ingest } from '../../src/ingest/index.ts'
import type { EventRow } from '../../src/model/case-file.ts'
import { openStore } from '../../src/store/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'damaged-numbers-'))
after(() => rmSync(folder, { recursive: true }))

async function eventsOf(name: string, text: string): Promise<readonly EventRow[]> {
  const path = join(folder, name)
  writeFileSync(path, text)
  const store = openStore(':memory:')
  try {
    await ingest({ paths: [path], workers: 1 }, store)
    store.finish()
    return [...store.caseFile().events({})]
  } finally {
    store.close()
  }
}

const event = (pod: string, count: string): string =>
  `{"kind":"Event","type":"Warning","reason":"FailedCreatePodSandBox","message":"Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \\"a1\\": gone","involvedObject":{"kind":"Pod","namespace":"shop","name":"${pod}"},"count":${count},"firstTimestamp":"2022-04-26T00:00:00Z","lastTimestamp":"2022-04-26T00:10:00Z","source":{"component":"kubelet","host":"n1"}}`

test('an Event whose count is no count is one failure', async () => {
  const counts: readonly (readonly [written: string, kept: number])[] = [
    ['3', 3],
    ['2.5', 2],
    ['1e30', 1],
    ['-4', 1],
    ['99999999999', 1],
    ['"many"', 1],
    ['null', 1],
  ]
  const items = counts.map(([count], n) => event(`web-${n}`, count))
  const events = await eventsOf('events.json', `{"kind":"List","items":[\n${items.join(',\n')}\n]}\n`)
  assert.deepEqual(
    events.map(({ pod_name, repeat_n }) => `${pod_name} ${repeat_n}`).sort(),
    counts.map(([, kept], n) => `web-${n} ${kept}`),
  )
})

test('an event whose attempt is damaged is in the case', async () => {
  const line = (second: number, attempt: string): string =>
    `Apr 26 00:43:${second} node-7 containerd[812]: time="2022-04-26T00:43:${second}.518165483Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:0f8a4a4e,Namespace:shop,Attempt:${attempt},}"\n`
  const attempts = ['2', '0]', '-1', '4e2', '99999999999']
  const events = await eventsOf('containerd.log', attempts.map((attempt, n) => line(10 + n, attempt)).join(''))
  assert.deepEqual(
    events.map(({ attempt }) => attempt),
    [2, -1, -1, -1, -1],
  )
})
