import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { kubeletOf } from '../grammar/speaker.ts'
import { after } from '../grammar/wording.ts'

interface Wording {
  readonly starts: string
  /** One of these must stand in the message or error; empty = any text does. */
  readonly holds: readonly string[]
  readonly kind: Kind
}

const down = 'container runtime is down'
// I0830 11:17:56.125521    2417 kubelet.go:1775] skipping pod synchronization - [container runtime is down]
/** Up to 1.11 kubelet says so once whenever it starts; where the runtime stays down, PLEG's health is told beside it. */
const justStarted = 'kipping pod synchronization - [container runtime is down]'
const runtimeTexts: readonly string[] = ['rpc error', 'container runtime', 'CRI v1', 'PodsandBox', 'PodSandbox']

// Source: kubelet 1.8 to 1.34 kubelet.go, pleg/generic.go, kuberuntime_manager.go, server.go.
const wordings: readonly Wording[] = [
  { starts: 'Container runtime sanity check failed', holds: [], kind: 'kubelet-runtime-not-ready' },
  { starts: 'Container runtime not ready', holds: [], kind: 'kubelet-runtime-not-ready' },
  { starts: 'Skipping pod synchronization', holds: [down], kind: 'kubelet-runtime-down' },
  { starts: 'skipping pod synchronization', holds: [down], kind: 'kubelet-runtime-down' },
  { starts: 'GenericPLEG: Unable to retrieve pods', holds: [], kind: 'kubelet-pleg-failed' },
  { starts: 'Get runtime version failed', holds: [], kind: 'kubelet-start-failed' },
  { starts: 'Connect remote runtime', holds: ['failed'], kind: 'kubelet-cri-runtime-failed' },
  { starts: 'Failed to start ContainerManager', holds: runtimeTexts, kind: 'kubelet-start-failed' },
  { starts: 'ailed to run Kubelet', holds: runtimeTexts, kind: 'kubelet-start-failed' },
  { starts: 'command failed', holds: ['CRI v1', 'container runtime'], kind: 'kubelet-start-failed' },
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message, error } = record
  const wording = wordings.find(({ starts }) => message.startsWith(starts) || message.startsWith(starts, 1))
  if (wording === undefined) return undefined
  const { holds, kind } = wording
  if (message.endsWith(justStarted) && record.level === 'info') return undefined
  if (holds.length > 0 && !holds.some((word) => message.includes(word) || error.includes(word))) return undefined
  const text = error || (record.field('runtimeReady') ?? after(message, ': '))
  const parts = { operation: 'other', component: kubeletOf(record), kind, cause: 'runtime-unavailable' } as const
  return [failedEvent({ ...parts, secondary: kind === 'kubelet-runtime-down' }, text || message, message)]
}

/** kubelet cannot use the runtime at all. The first minutes' `status check may not have completed yet` is no failure. */
export const event: EventModule = {
  id: 'kubelet-runtime',
  title: 'kubelet: the container runtime is down or does not answer',
  gate: [
    'ontainer runtime sanity check',
    'ontainer runtime not ready',
    'container runtime is down',
    'Unable to retrieve pods',
    'Get runtime version failed',
    'Connect remote runtime',
    'start ContainerManager',
    'ailed to run Kubelet',
    'validate CRI v1 runtime',
    'CRI v1 runtime API is not',
  ],
  heads: ['Container', 'Skipping', 'skipping', 'GenericPLEG', 'Get', 'Connect', 'Failed', 'failed', 'command'],
  samples: [
    {
      line: 'E1029 17:40:16.389824    8451 kubelet.go:2859] "Container runtime sanity check failed" err="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory\\""',
      event: { operation: 'other', outcome: 'failed', component: 'kubelet', cause: 'runtime-unavailable' },
    },
    {
      line: 'E1029 17:40:16.919914    8451 kubelet.go:2345] "Skipping pod synchronization" err="container runtime is down"',
      event: { operation: 'other', outcome: 'failed', secondary: true, kind: 'kubelet-runtime-down' },
    },
    {
      line: 'F0614 21:02:29.528575    4623 server.go:265] failed to run Kubelet: failed to create kubelet: rpc error: code = Unavailable desc = all SubConns are in TransientFailure',
      event: { operation: 'other', outcome: 'failed', kind: 'kubelet-start-failed' },
    },
  ],
  lookAlikes: [
    'E1029 17:23:17.119600    2978 kubelet.go:2345] "Skipping pod synchronization" err="[container runtime status check may not have completed yet, PLEG is not healthy: pleg has yet to be successful]"',
    'I0830 11:17:56.125521    2417 kubelet.go:1775] skipping pod synchronization - [container runtime is down]',
    'E1029 17:23:17.119600    2978 run.go:74] "command failed" err="failed to parse kubelet flag: unknown flag: --network-plugin"',
  ],
  read,
}
