import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { run } from '../cli/fake-io.ts'

const containerd = (clock: string, rest: string): string =>
  `2024-06-01T${clock}+0000 quiet-1 containerd[70]: time="2024-06-01T${clock}.100000000Z" ${rest}`
const kubelet = (clock: string, rest: string): string =>
  `2024-06-01T${clock}+0000 quiet-1 kubelet[90]: E0601 ${clock}.200000      90 kubelet.go:2902] ${rest}`

const start = containerd('02:01:00', 'level=info msg="starting containerd" revision=64b8 version=v1.7.11')
const during = containerd(
  '02:01:01',
  'level=error msg="failed to load cni during init, please check CRI plugin status before setting up network for pods" error="cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config"',
)
const notReady = (clock: string): string =>
  kubelet(
    clock,
    '"Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"',
  )
const POD = '&PodSandboxMetadata{Name:web-0,Uid:11111111-2222-4333-8444-555555555555,Namespace:shop,Attempt:0,}'
const ready = (clock: string): string =>
  containerd(clock, `level=info msg="RunPodSandbox for ${POD} returns sandbox id \\"${'ab'.repeat(32)}\\""`)

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'quiet-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

let logs = 0
async function analyzed(
  lines: readonly string[],
  ...options: readonly string[]
): Promise<{ screen: string; report: string }> {
  const log = join(folder, `${logs++}.log`)
  writeFileSync(log, `${lines.join('\n')}\n`)
  const screen = await run(['analyze', log, '--out', `${log}.md`, ...options])
  assert.equal(screen.code, 0)
  return { screen: screen.out, report: (await run(['analyze', log, ...options])).out }
}

test('a network that comes up after a start is no incident', async () => {
  const { screen, report } = await analyzed([
    start,
    during,
    notReady('02:01:10'),
    notReady('02:01:20'),
    ready('02:01:41'),
  ])
  assert.match(screen, /^No sandbox operation failed\nreport: /)
  assert.match(report, /- `cni-config-missing`: the node network was not ready for 4\d s after a start, as is usual/)
  assert.doesNotMatch(report, /TODO|## (?:Verdict|Key times|Detection|Fix now|Lessons)/)
})

test('one that stays away, one without a start, and one that keeps a pod from starting are', async () => {
  const failed = containerd(
    '02:01:30',
    `level=error msg="RunPodSandbox for ${POD} failed, error" error="failed to setup network for sandbox \\"${'cd'.repeat(32)}\\": cni plugin not initialized"`,
  )
  for (const lines of [
    [start, during, notReady('02:01:10'), notReady('02:04:10')],
    [start, during, notReady('02:01:10'), notReady('02:07:20'), ready('02:07:41')],
    [notReady('02:01:10'), ready('02:01:41')],
    [start, during, notReady('02:01:10'), failed, ready('02:01:41')],
  ]) {
    const { screen, report } = await analyzed(lines)
    assert.match(screen, /^cause: {2}No CNI configuration on the node/m, lines.join('\n'))
    assert.doesNotMatch(report, /the CNI configuration changed/)
  }
})

test('what --since and --until left out is not said to be quiet', async () => {
  const lines = [start, ready('02:01:41')]
  const outside = await analyzed(lines, '--since', '2023-06-01T00:00Z', '--until', '2023-06-02T00:00Z')
  assert.match(
    outside.screen,
    /^The logs say nothing of pod sandboxes from 2023-06-01 00:00:00 UTC to 2023-06-02 00:00:00 UTC$/m,
  )
  assert.match(
    outside.screen,
    /^needed: other bounds for --since and --until: the logs reach from 2024-06-01 02:01:00 UTC/m,
  )
  assert.match(
    outside.report,
    /Only what is from 2023-06-01 00:00:00 UTC to 2023-06-02 00:00:00 UTC was looked at: it shows no/,
  )
  const inside = await analyzed(lines, '--since', '2024-06-01T00:00Z')
  assert.match(inside.screen, /^No sandbox operation failed from 2024-06-01 00:00:00 UTC on\n/)
})

test('logs of something else are answered with what is needed', async () => {
  const { screen, report } = await analyzed(['2024-06-01T02:01:00Z INFO request 1 done'])
  assert.match(screen, /^needed: the logs of containerd or CRI-O and of kubelet .*journalctl -u kubelet/m)
  assert.match(report, /^\*\*Needed\*\*: the logs of containerd/m)
})

test('the window begins with the first failure that an Event repeats', async () => {
  const event = {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name: 'web-0.17a', namespace: 'shop' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-0', uid: '11111111-2222-4333-8444-555555555555' },
    reason: 'FailedCreatePodSandBox',
    message: `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${'ab'.repeat(32)}": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized`,
    source: { component: 'kubelet', host: 'n1' },
    firstTimestamp: '2024-02-02T03:00:05Z',
    lastTimestamp: '2024-02-02T03:40:05Z',
    count: 12,
    type: 'Warning',
  }
  const { report } = await analyzed([JSON.stringify({ kind: 'EventList', apiVersion: 'v1', items: [event] })])
  assert.match(report, /^window: "2024-02-02 03:00:05 UTC to 2024-02-02 03:40:05 UTC"$/m)
})

test('failures that Events alone tell are counted as they count them', async () => {
  const event = (pod: string, age: string): string =>
    `  Warning  FailedCreatePodSandBox  ${age}  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${pod.repeat(64)}": plugin type="flannel" failed (add): failed to find plugin "flannel" in path [/opt/cni/bin]`
  const { report } = await analyzed([
    'Name:             web-0',
    'Namespace:        shop',
    'Node:             worker-9/10.0.0.9',
    'Events:',
    '  Type     Reason                  Age   From     Message',
    '  ----     ------                  ----  ----     -------',
    event('a', '24m'),
    event('b', '4m (x93 over 24m)'),
  ])
  assert.match(report, /told by Kubernetes Events alone\./)
  assert.match(
    report,
    /^- \[2\][^\n]* failed operations \(\[94\][^\n]*with the repeats that Kubernetes Events count\)$/m,
  )
})
