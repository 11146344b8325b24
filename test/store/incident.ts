import type { PlacedEvent } from '../../src/model/event.ts'
import type { CniConfig } from '../../src/model/fact.ts'
import { openStore, type Store, type StoreOptions } from '../../src/store/index.ts'
import { type BuiltSource, event, fact, fill, sandboxId, second, summary } from './build.ts'

const stop = {
  operation: 'StopPodSandbox',
  plugin: 'bridge',
  configVersion: '',
  message: 'invalid version "": the version is empty',
} as const

const web = { podNamespace: 'shop', podName: 'web-1', podUid: '11111111-0000-4000-8000-000000000001' }
const cart = { podNamespace: 'shop', podName: 'cart-1', podUid: '22222222-0000-4000-8000-000000000002' }
const dns = { podNamespace: 'kube-system', podName: 'dns-1', podUid: '33333333-0000-4000-8000-000000000003' }

const run = (digit: string, pod: Partial<PlacedEvent>, line: number, at: number): PlacedEvent =>
  event({
    operation: 'RunPodSandbox',
    outcome: 'succeeded',
    kind: 'containerd-run-done',
    message: 'RunPodSandbox returns sandbox id',
    sandboxId: sandboxId(digit),
    attempt: 0,
    line,
    timeUs: second(at),
    ...pod,
  })

/** Two records of one failed stop, as containerd and kubelet print it. */
const stopFailed = (digit: string, pod: Partial<PlacedEvent>, line: number, at: number): PlacedEvent[] => [
  event({ ...stop, sandboxId: sandboxId(digit), line, timeUs: second(at) }),
  event({
    ...stop,
    ...pod,
    component: 'kubelet',
    kind: 'kubelet-stop-failed',
    secondary: true,
    sandboxId: sandboxId(digit),
    line: line + 1,
    timeUs: second(at) + 2000,
  }),
]

/** Stops fail on node-1 from second 60 on (web is stuck, cart recovers); one run fails on node-2; node-3 is healthy. */
export const SOURCES: readonly BuiltSource[] = [
  {
    key: 'k1',
    events: [
      run('a', web, 3, 5),
      run('b', cart, 4, 6),
      ...stopFailed('a', web, 10, 60),
      ...stopFailed('b', cart, 12, 61),
      ...stopFailed('a', web, 14, 72),
      event({
        ...stop,
        sandboxId: sandboxId('b').slice(0, 13),
        component: 'crictl',
        kind: 'crictl-stop-failed',
        line: 16,
        timeUs: second(80),
      }),
      event({
        operation: 'StopPodSandbox',
        outcome: 'succeeded',
        kind: 'containerd-stop-done',
        message: 'StopPodSandbox returns successfully',
        sandboxId: sandboxId('b'),
        line: 20,
        timeUs: second(130),
      }),
    ],
    facts: [
      fact({ kind: 'runtime-start', line: 1, timeUs: second(1) }),
      fact({ line: 2, timeUs: second(2) }),
      fact({ line: 18, timeUs: second(100) }),
    ],
    summary: summary({
      year: 2022,
      yearFrom: 'same source',
      lines: 4000,
      candidates: 12,
      understood: 10,
      notUnderstood: ['7: StopPodSandbox or so', '9: cni: what is this'],
      counts: { cut: 1 },
    }),
  },
  {
    key: 'k2',
    events: [
      event({
        operation: 'RunPodSandbox',
        cause: 'ipam-exhausted',
        plugin: 'host-local',
        kind: 'containerd-run-failed',
        message: 'no IP addresses available in range set: 10.0.0.1-10.0.0.254',
        sandboxId: sandboxId('c'),
        ...dns,
        attempt: 0,
        node: 'node-2',
        line: 5,
        timeUs: second(200),
      }),
      run('d', { ...dns, attempt: 1, node: 'node-2' }, 8, 260),
    ],
    facts: [
      fact({
        node: 'node-2',
        component: 'kubelet',
        value: '1.23.6',
        text: 'Kubelet version',
        line: 1,
        timeUs: second(3),
      }),
    ],
    summary: summary({
      path: 'bundle/node-2/kubelet.log',
      node: 'node-2',
      component: 'kubelet',
      problem: 'gzip: unexpected end of file',
    }),
  },
  {
    key: 'k3',
    events: [run('e', { podNamespace: 'shop', podName: 'db-1', node: 'node-3' }, 2, 10)],
    summary: summary({ path: 'bundle/node-3/containerd.log', node: 'node-3' }),
  },
]

export const CONFIGS: readonly CniConfig[] = [
  {
    node: 'node-1',
    path: 'bundle/node-1/10-bridge.conflist',
    name: 'mynet',
    cniVersion: undefined,
    plugins: ['bridge', 'portmap'],
    problem: 'no cniVersion',
    text: '{"name":"mynet"}',
  },
  {
    node: 'node-3',
    path: 'bundle/node-3/10-bridge.conflist',
    name: 'mynet',
    cniVersion: '0.4.0',
    plugins: ['bridge'],
    problem: '',
    text: '{"name":"mynet","cniVersion":"0.4.0"}',
  },
]

/** The small case that queries and read view are tested on. */
export function incident(path = ':memory:', options?: StoreOptions): Store {
  const store = openStore(path, options)
  fill(store, SOURCES)
  for (const config of CONFIGS) store.putConfig(config)
  store.finish()
  return store
}
