import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ingest } from '../../src/ingest/index.ts'
import type { FailureRow } from '../../src/model/case-file.ts'
import { openStore } from '../../src/store/index.ts'
import { SampleNode, type Sandbox } from '../samples/cluster.ts'
import { at, SECOND } from '../samples/incident.ts'
import { type Entry, goQuote, printJournal } from '../samples/journal.ts'

const START = at('2022-05-04T00:43:00Z')
const EMPTY = (s: Sandbox): string =>
  `failed to destroy network for sandbox "${s.id}": invalid version "": the version is empty`

async function failuresOf(files: Readonly<Record<string, string>>): Promise<readonly FailureRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counting-'))
  const store = openStore(':memory:')
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    await ingest({ paths: [folder], year: 2022, workers: 1 }, store)
    store.finish()
    return [...store.caseFile().failures()]
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A node with three attempts of one sandbox, `gap` apart. */
function three(attempt: (node: SampleNode, us: number, sandbox: Sandbox) => void, gap: number): readonly Entry[] {
  const node = new SampleNode('worker-1', 77)
  const sandbox = node.newSandbox()
  for (let i = 0; i < 3; i++) attempt(node, START + i * gap, sandbox)
  return node.entries()
}
const stop = (node: SampleNode, us: number, s: Sandbox): void => node.failStop(us, s, EMPTY(s))
const only = (entries: readonly Entry[], ident: string): readonly Entry[] =>
  entries.filter((entry) => entry.ident === ident)
const kubeletOnly = (text: string): boolean => /^E\d{4} .*(remote_runtime|kuberuntime_manager)\.go/.test(text)

test('three failed stops that print nine lines are three: containerd and two lines of kubelet', async () => {
  const lines = three(stop, 30 * SECOND).filter((e) =>
    e.ident === 'containerd' ? e.text.includes('level=error') : kubeletOnly(e.text),
  )
  assert.equal(lines.length, 9)
  const failures = await failuresOf({ 'journal.log': printJournal(lines, 'short') })
  assert.deepEqual(
    failures.map((f) => [f.operation, f.cause, f.records]),
    Array.from({ length: 3 }, () => ['StopPodSandbox', 'cni-config-version-missing', 3]),
  )
})

test('all five lines of a failed stop are one failure, also when retries come a second apart', async () => {
  for (const gap of [SECOND, 12 * SECOND]) {
    const failures = await failuresOf({ 'journal.log': printJournal(three(stop, gap), 'short-precise') })
    assert.deepEqual(
      failures.map((f) => f.records),
      [5, 5, 5],
      `${gap / SECOND} s apart`,
    )
  }
})

test('containerd and kubelet in two files whose clocks are two seconds apart are joined', async () => {
  const entries = three(stop, SECOND)
  const late = only(entries, 'kubelet').map((entry) => ({
    ...entry,
    us: entry.us + 2 * SECOND,
    text: entry.text.replace(/00:43:(\d\d)/, (_, s: string) => `00:43:${String(Number(s) + 2).padStart(2, '0')}`),
  }))
  const failures = await failuresOf({
    'containerd.log': printJournal(only(entries, 'containerd'), 'short'),
    'kubelet.log': printJournal(late, 'short'),
  })
  assert.equal(failures.length, 3)
})

test('k3s, where both write into one unit, counts the same', async () => {
  const entries = three(stop, 10 * SECOND).map((entry) => ({ ...entry, ident: 'k3s', pid: 6204 }))
  assert.equal((await failuresOf({ 'journal.log': printJournal(entries, 'short') })).length, 3)
})

test('a kubelet of 1.20 without structured logging counts the same', async () => {
  const old = (node: SampleNode, us: number, s: Sandbox): void => {
    const rpc = `rpc error: code = Unknown desc = ${EMPTY(s)}`
    const sync = `failed to "KillPodSandbox" for "${s.pod.uid}" with KillPodSandboxError: ${goQuote(rpc)}`
    node.containerd(us, 'error', `StopPodSandbox for "${s.id}" failed`, `error=${goQuote(EMPTY(s))}`)
    node.kubelet(
      us + 1000,
      'E',
      'remote_runtime.go:140',
      `StopPodSandbox "${s.id}" from runtime service failed: ${rpc}`,
    )
    node.kubelet(us + 1100, 'E', 'kuberuntime_manager.go:909', `Failed to stop sandbox {"containerd" "${s.id}"}`)
    node.kubelet(us + 1200, 'E', 'kubelet.go:1571', `error killing pod: ${sync}`)
    node.kubelet(
      us + 1300,
      'E',
      'pod_workers.go:191',
      `Error syncing pod ${s.pod.uid} ("${s.pod.name}_${s.pod.namespace}(${s.pod.uid})"), skipping: error killing pod: ${sync}`,
    )
  }
  assert.equal((await failuresOf({ 'journal.log': printJournal(three(old, 15 * SECOND), 'short') })).length, 3)
})

test('failed starts: each attempt has a sandbox of its own, its clean-up line is no failure', async () => {
  const node = new SampleNode('worker-1', 78)
  const pod = node.newPod()
  for (let i = 0; i < 3; i++) {
    const s = node.newSandbox(pod, i)
    node.failRun(
      START + i * 14 * SECOND,
      s,
      `failed to setup network for sandbox "${s.id}": plugin type="bridge" failed (add): failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24`,
      { cleanup: 'plugin type="bridge" failed (delete): running [/usr/sbin/iptables -t nat --wait]: exit status 4' },
    )
  }
  const failures = await failuresOf({ 'journal.log': printJournal(node.entries(), 'short') })
  assert.deepEqual(
    failures.map((f) => [f.operation, f.cause, f.records]),
    Array.from({ length: 3 }, () => ['RunPodSandbox', 'interface-conflict', 6]),
  )
})

test('Kubernetes Events of logged failures add no failure, they are counted as events seen', async () => {
  const entries = three(stop, 20 * SECOND)
  const { pod } = new SampleNode('worker-1', 77).newSandbox()
  const id = /StopPodSandbox for \\"([0-9a-f]{64})/.exec(entries.map((e) => e.text).join('\n'))?.[1] ?? ''
  const event = {
    kind: 'Event',
    reason: 'FailedKillPod',
    type: 'Warning',
    count: 3,
    firstTimestamp: '2022-05-04T00:43:00Z',
    lastTimestamp: '2022-05-04T00:43:40Z',
    involvedObject: { kind: 'Pod', namespace: pod.namespace, name: pod.name, uid: pod.uid },
    source: { component: 'kubelet', host: 'worker-1' },
    message: `error killing pod: failed to "KillPodSandbox" for "${pod.uid}" with KillPodSandboxError: ${goQuote(`rpc error: code = Unknown desc = failed to destroy network for sandbox "${id}": invalid version "": the version is empty`)}`,
  }
  const failures = await failuresOf({
    'journal.log': printJournal(entries, 'short'),
    'events.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [event] }, null, 2),
  })
  assert.deepEqual([failures.length, failures.reduce((sum, f) => sum + f.events_seen, 0)], [3, 3])
})

test('the same log twice, as a rotated copy, counts once', async () => {
  const text = printJournal(three(stop, 20 * SECOND), 'short')
  assert.deepEqual(
    (await failuresOf({ 'journal.log': text, 'journal.log.1': text })).map((f) => f.records),
    [5, 5, 5],
  )
})
