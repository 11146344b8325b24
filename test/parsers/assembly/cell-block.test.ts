import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertIncludes, recordsOf } from '../../build.ts'
import { eventsOf, id } from '../read-line.ts'

const error = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="portmap" failed (add): failed to open iptables: exec: "iptables": executable file not found in $PATH`

const page = (object: string): string => `Liveness probe failed: HTTP probe failed with statuscode: 503
Warning
Unhealthy
kubelet, aks-pool-1
Pod/web-1
shop
3
2026-08-06T20:26:27Z
${error}
Warning
FailedCreatePodSandBox
kubelet, aks-pool-1
${object}
shop
2
2026-08-06T20:24:29Z
0/3 nodes are available
Warning
FailedScheduling
Pod/web-2
shop
-
2026-08-06T20:22:00Z
`

test('cells of Events that stand on lines of their own are one Event, with its pod, time and node', () => {
  const events = eventsOf(page('Pod/web-0'))
  assert.equal(events.length, 1)
  const told = { operation: 'RunPodSandbox', sandboxId: id, podNamespace: 'shop', podName: 'web-0' }
  assertIncludes(events[0], { ...told, cause: 'dataplane-failed', component: 'kubernetes-event' }, 'the row')
  const [record] = recordsOf(page('Pod/web-0')).filter(({ message }) => message === error)
  assert.deepEqual([record?.k8sEvent?.count, record?.k8sEvent?.node, record?.line], [2, 'aks-pool-1', 9])
  assert.equal(record?.lineEnd, 16)
})

test('an object that is gone by now, and a row without a source, are read', () => {
  const [record] = recordsOf(page('(deleted) Pod/web-0')).filter(({ message }) => message === error)
  assert.equal(record?.k8sEvent?.name, 'web-0')
  const last = recordsOf(page('Pod/web-0')).find(({ message }) => message === '0/3 nodes are available')
  assert.deepEqual([last?.k8sEvent?.name, last?.k8sEvent?.node], ['web-2', ''])
})

test('a message below which other lines stand is a text of its own', () => {
  const [event] = eventsOf(page('web-0'))
  assertIncludes(event, { podName: '', sandboxId: id }, 'the text')
})
