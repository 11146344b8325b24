import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertIncludes, recordsOf } from '../../build.ts'
import { eventsOf, id, uid } from '../read-line.ts'

const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized`

const told = {
  operation: 'RunPodSandbox',
  outcome: 'failed',
  cause: 'cni-unauthorized',
  sandboxId: id,
  podNamespace: 'web',
  podName: 'web-0',
  podUid: uid,
}

const object = (name: string): object => ({
  apiVersion: 'v1',
  count: 12,
  firstTimestamp: '2023-03-01T10:00:00Z',
  involvedObject: { kind: 'Pod', name, namespace: 'web', uid },
  kind: 'Event',
  lastTimestamp: '2023-03-01T10:09:00Z',
  message,
  reason: 'FailedCreatePodSandBox',
  source: { component: 'kubelet', host: 'node-a' },
  type: 'Warning',
})

test('an Event in a JSON text below a prompt is one record, whichever of its lines is looked at', () => {
  const list = JSON.stringify({ items: [object('web-0'), object('web-1')], kind: 'List' }, undefined, 4)
  const text = `$ kubectl get events -n web -o json\n${list}\n`
  const [first, second, ...more] = eventsOf(text)
  assertIncludes(first, told, 'the first')
  assertIncludes(second, { ...told, podName: 'web-1' }, 'the second')
  assert.deepEqual(more, [])
  const record = recordsOf(text).find(({ k8sEvent }) => k8sEvent !== undefined)
  assertIncludes(record, { line: 4, lineEnd: 23, host: 'node-a' }, 'its place')
})

test('an Event whose list lost its head is read, one that lost its own is not', () => {
  const list = JSON.stringify([object('web-0'), object('web-1')], undefined, 2).split('\n')
  const events = eventsOf(list.slice(6).join('\n'))
  assertIncludes(events.at(-1), { ...told, podName: 'web-1' }, 'the whole one')
  assert.equal(events.length, 2)
  assert.equal(events[0]?.podName, '')
})

const yaml = `count: 12
firstTimestamp: "2023-03-01T10:00:00Z"
involvedObject:
  kind: Pod
  name: web-0
  namespace: web
  uid: ${uid}
kind: Event
message: 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to
  setup network for sandbox "${id}":
  plugin type="calico" failed (add): error getting ClusterInformation: connection
  is unauthorized: Unauthorized'
reason: FailedCreatePodSandBox
source:
  component: kubelet
  host: node-a`

test('an Event in a YAML text below a prompt is one record', () => {
  const events = eventsOf(`$ kubectl get event web-0.1748 -o yaml\napiVersion: v1\n${yaml}\n`)
  assert.equal(events.length, 1)
  assertIncludes(events[0], told, 'the Event')
})

test('Events of a YAML list are told apart', () => {
  const item = `- apiVersion: v1\n${yaml.replace(/^/gm, '  ')}\n`
  const events = eventsOf(`$ kubectl get events -o yaml\napiVersion: v1\nitems:\n${item}${item}kind: List\n`)
  assert.deepEqual(
    events.map(({ podName }) => podName),
    ['web-0', 'web-0'],
  )
})

test('an entry of Cloud Logging that gcloud printed is one record', () => {
  const [event, ...more] = eventsOf(`$ gcloud logging read 'resource.type=k8s_node'
---
insertId: 5xq1
jsonPayload:
  MESSAGE: 'E0301 10:09:00.111111    4321 kuberuntime_sandbox.go:72] "Failed to create sandbox for pod"
    err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"${id}\\": plugin type=\\"cilium-cni\\"
    failed (add): unable to connect to Cilium daemon" pod="web/web-0"'
  SYSLOG_IDENTIFIER: kubelet
  _HOSTNAME: node-a
timestamp: '2023-03-01T10:09:00.112000Z'
`)
  assertIncludes(event, { cause: 'cni-agent-unreachable', component: 'kubelet', podName: 'web-0' }, 'the entry')
  assert.deepEqual(more, [])
})

test('members of other objects and indented log lines are left alone', () => {
  const condition = '  {\n    "reason": "FailedCreatePodSandBox",\n    "status": "False"\n  }'
  assert.deepEqual(eventsOf(condition), [])
  const row = '  Warning  FailedCreatePodSandBox  2m  kubelet  Failed to create pod sandbox: x'
  assert.deepEqual(
    recordsOf(row).map(({ line, lineEnd, transport }) => [line, lineEnd, transport]),
    [[1, 1, 'kubectl-describe']],
  )
})

test('an entry whose payload has one member is one record', () => {
  const [event, ...more] = eventsOf(`$ gcloud logging read 'resource.type=k8s_node'
---
insertId: 5xq2
jsonPayload:
  MESSAGE: 'E0301 10:09:00.111111    4321 kuberuntime_sandbox.go:72] "Failed to create sandbox for pod" err="rpc error: code = Unknown desc = cni plugin not initialized" pod="web/web-0"'
logName: projects/shop/logs/kubelet
timestamp: '2023-03-01T10:09:00.112000Z'
`)
  assertIncludes(event, { cause: 'cni-config-missing', podName: 'web-0' }, 'the entry')
  assert.deepEqual(more, [])
})
