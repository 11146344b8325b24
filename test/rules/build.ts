import type { CauseDefinition } from '../../src/model/cause.ts'
import type { CniConfig } from '../../src/model/fact.ts'
import { fact, failedStop, type Log, MINUTE, newLog, SECOND, sandboxId } from '../joins/build.ts'
import type { FakeInput, Words } from './fake-case.ts'

/** A small catalogue: titles and steps without the real texts. */
export const catalogue: readonly CauseDefinition[] = (
  ['cni-config-version-missing', 'cni-config-invalid', 'cni-agent-unreachable', 'runtime-timeout'] as const
).map((id) => ({
  id,
  title: `title of ${id}`,
  severity: 'critical',
  patterns: [],
  what: 'what',
  why: `why of ${id}.`,
  steps: [{ text: 'mend it', commands: 'mend', check: 'look' }],
  references: [],
  knownVersions: '',
  samples: [],
  lookAlikes: [],
}))

/** A CNI config file of a node; without `cniVersion` it declares none. */
export function config(node: string, cniVersion?: string): CniConfig {
  const declared = cniVersion === undefined ? '' : `  "cniVersion": "${cniVersion}",\n`
  return {
    node,
    path: `${node}/10-pod.conflist`,
    name: 'podnet',
    cniVersion,
    plugins: ['bridge', 'portmap'],
    problem: '',
    text: `{\n${declared}  "name": "podnet",\n  "plugins": []\n}\n`,
  }
}

const HIT = ['node-1', 'node-2'] as const

/**
 * The founding case: containerd 1.6.2 on three nodes, two of them with a config that declares no version. Their stops fail for 40 minutes, until
 * containerd 1.6.4 is started; one sandbox of node-2 is never stopped. node-3 stops its sandboxes all the while.
 */
export function foundingStop(): FakeInput & { readonly log: Log } {
  const log = newLog()
  const words = new Map<number, Words>()
  for (const [n, node] of HIT.entries()) failNode(log, node, n)
  log.add(0, { node: 'node-3', outcome: 'succeeded', kind: 'containerd-stop-succeeded', sandboxId: sandboxId('f3') })
  log.add(20 * MINUTE, {
    node: 'node-3',
    outcome: 'succeeded',
    kind: 'containerd-stop-succeeded',
    sandboxId: sandboxId('f4'),
  })
  const places = log.events.map((event) => ({ ...event, source: Number(event.node.slice(5)) }))
  for (const event of places) {
    if (event.outcome === 'failed')
      words.set(event.id, { configVersion: '', message: 'invalid version "": the version is empty' })
  }
  return {
    log,
    events: places,
    words,
    facts: [
      ...['node-1', 'node-2', 'node-3'].map((node, n) => start(node, -60 * MINUTE, '1.6.2', n + 1)),
      ...HIT.map((node, n) => start(node, 41 * MINUTE, '1.6.4', n + 11)),
    ],
    configs: [config('node-1'), config('node-2'), config('node-3', '0.4.0')],
    spans: ['node-1', 'node-2', 'node-3'].map((node) => ({ path: `${node}.log`, node, firstUs: 1, lastUs: 2 })),
  }
}

function failNode(log: Log, node: string, n: number): void {
  const from = log.events.length
  const pod = { podNamespace: 'payments', podName: `cart-${n}` }
  log.add(-30 * MINUTE, { outcome: 'succeeded', kind: 'containerd-stop-succeeded', sandboxId: sandboxId(`e${n}`) })
  for (let at = 0; at < 40; at += 1) {
    failedStop(log, at * MINUTE + n * SECOND, sandboxId(`b${n}`))
    failedStop(log, at * MINUTE + (30 + n) * SECOND, sandboxId(`c${n}`))
  }
  log.add(42 * MINUTE, { outcome: 'succeeded', kind: 'containerd-stop-succeeded', sandboxId: sandboxId(`b${n}`) })
  for (let at = from; at < log.events.length; at += 1) {
    const event = log.events[at]
    if (event) log.events[at] = { ...event, ...pod, node }
  }
}

function start(node: string, at: number, version: string, line: number) {
  return fact(at, {
    node,
    kind: 'runtime-start',
    value: version,
    text: `time="2022-04-26T00:00:00Z" level=info msg="starting containerd" version=v${version}`,
    source: `s${node.slice(5)}`,
    line: 100_000 + line,
  })
}
