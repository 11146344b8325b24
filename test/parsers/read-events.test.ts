import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gates, readEvents, readFacts } from '../../parsers/read-events.ts'
import { contextGates } from '../../parsers/record.ts'
import { recordsOf } from '../build.ts'
import { id, klog, logrus, said } from './read-line.ts'

const failed = logrus('error', `StopPodSandbox for "${id}" failed`, 'error="cni plugin not initialized"')

test('the same line is an event of containerd and a quotation in a workload', () => {
  assert.deepEqual(said(`Apr 26 00:43:24 node-1 containerd[7]: ${failed}`), ['StopPodSandbox failed'])
  assert.deepEqual(said(failed), ['StopPodSandbox failed'])
  assert.deepEqual(said(`Apr 26 00:43:24 node-1 my-shipper[7]: ${failed}`), [])
  assert.deepEqual(said(`2022-04-26T00:43:24.518165483Z stderr F ${failed}`), [])
  assert.deepEqual(
    said(JSON.stringify({ log: `${failed}\n`, stream: 'stderr', time: '2022-04-26T00:43:24.518165483Z' })),
    [],
  )
})

test('a kubelet that runs as a docker container speaks for itself', () => {
  const line = klog(
    'E',
    'remote_runtime.go',
    `StopPodSandbox "${id}" from runtime service failed: rpc error: code = Unknown desc = gone`,
  )
  assert.deepEqual(
    said(JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2022-04-26T00:43:24.518165483Z' })),
    ['StopPodSandbox failed'],
  )
})

test('lines that say nothing of sandboxes give neither event nor fact', () => {
  const lines = [
    logrus('info', `CreateContainer within sandbox "${id}" for container &ContainerMetadata{Name:web,Attempt:0,}`),
    logrus('info', `StartContainer for "${id}" returns successfully`),
    logrus('info', 'shim disconnected', `id=${id}`),
    klog('I', 'prober.go', '"Probe failed" probeType="Readiness" pod="default/web-0" podUID=x containerName="web"'),
    klog('I', 'reconciler.go', '"operationExecutor.MountVolume started for volume" pod="default/web-0"'),
    'Apr 26 00:43:24 node-1 systemd[1]: run-netns-cni\\x2d1234.mount: Deactivated successfully.',
    'type: NetworkReady',
  ]
  for (const record of lines.flatMap(recordsOf)) {
    assert.deepEqual([readEvents(record), readFacts(record)], [[], []], record.raw)
  }
})

test('ordinary noise holds none of the literals of the sieve', () => {
  const lines = [
    `CreateContainer within sandbox \\"${id}\\" for container &ContainerMetadata{Name:web,Attempt:0,}`,
    `StartContainer for \\"${id}\\" returns successfully`,
    '"SyncLoop (PLEG): event for pod" pod="default/web-0" event={"ID":"x","Type":"ContainerStarted","Data":"y"}',
    '"operationExecutor.MountVolume started for volume \\"kube-api-access\\"" pod="default/web-0"',
    '"Probe failed" probeType="Readiness" pod="default/web-0" output="dial tcp: connection refused"',
    'run-containerd-runc-k8s.io-x-runc.mount: Deactivated successfully.',
    '"SyncLoop UPDATE" source="api" pods=["default/web-0"]',
    'Container runtime status: Runtime Conditions: RuntimeReady=true reason: message:, NetworkReady=true reason: message:',
  ]
  for (const line of lines) {
    const held = gates.filter((literal) => !literal.startsWith('\n') && line.includes(literal))
    assert.deepEqual(held, [], line)
  }
})

test('the literals are sorted, none twice, none so short that it would be everywhere', () => {
  assert.deepEqual(gates, [...new Set(gates)].sort())
  const known = new Set(contextGates)
  for (const literal of gates) assert.ok(known.has(literal) || literal.length >= 6, literal)
})
