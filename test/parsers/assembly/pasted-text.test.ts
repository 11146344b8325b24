import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertIncludes } from '../../build.ts'
import { eventsOf, id } from '../read-line.ts'

test('a line that was broken by hand behind its blanks is one record', () => {
  const events = eventsOf(`Sep 03 14:14:13 node-a kubelet[8742]: E0903 14:14:13.646559    8742 remote_runtime.go:143] 
StopPodSandbox "${id}" from runtime service failed: rpc error: 
code = Unknown desc = failed to stop infra container 
for pod sandbox ${id}: failed to 
stop container k8s_POD_web-0_default_6abac9df-1ac3-4ec1-8375-66bdead3b596_0: ttrpc: closed: unknown`)
  assert.equal(events.length, 1)
  const told = { operation: 'StopPodSandbox', sandboxId: id, podName: 'web-0', cause: 'oci-runtime-failed' }
  assertIncludes(events[0], told, 'the record')
})

test('a message of an Event below a whole row is an Event of its own', () => {
  const row =
    'Warning  FailedCreatePodSandBox  38s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "2f1c...": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized'
  const text =
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.example.com/pause:3.9": failed to pull image "registry.example.com/pause:3.9"'
  assert.deepEqual(
    eventsOf(`${row}\n${text}`).map(({ cause }) => cause),
    ['cni-unauthorized', 'sandbox-image-failed'],
  )
})

test('a row in a code quotation keeps its columns', () => {
  const [event] = eventsOf(
    '` Warning  FailedCreatePodSandBox  61s (x4 over 2m32s)  kubelet, node-a  (combined from similar events): Failed create pod sandbox: rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod "web-0_default" network: exit status 3`',
  )
  assertIncludes(event, { repeatN: 4, message: 'exit status 3', cause: 'cni-plugin-exec-failed' }, 'the row')
})

test('quotes that a chat made typographic are plain ones', () => {
  const [event] = eventsOf(
    `Mar 01 10:09:00 node-a containerd[701]: time=“2023-03-01T10:09:00.518165483Z” level=error msg=“StopPodSandbox for \\“${id}\\” failed” error=“failed to destroy network for sandbox \\“${id}\\“: plugin type=\\“flannel\\” failed (delete): open /run/flannel/subnet.env: no such file or directory”`,
  )
  const told = { operation: 'StopPodSandbox', sandboxId: id, plugin: 'flannel', cause: 'cni-agent-unreachable' }
  assertIncludes(event, told, 'the line')
})

test('tags round a text out of a web page are no part of it', () => {
  const [event] = eventsOf(
    `<p>Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox &quot;${id}&quot;: plugin type=&quot;flannel&quot; failed (add): open /run/flannel/subnet.env: no such file or directory</p>`,
  )
  assertIncludes(event, { message: 'open /run/flannel/subnet.env: no such file or directory' }, 'the text')
})
