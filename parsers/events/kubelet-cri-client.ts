import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Operation } from '../../src/model/vocabulary.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { findSandboxId } from '../grammar/sandbox-id.ts'
import { kubeletOf } from '../grammar/speaker.ts'
import { after, firstWord, nameAt } from '../grammar/wording.ts'

interface Call {
  readonly operation: Operation
  readonly kind: Kind
}

const calls: ReadonlyMap<string, Call> = new Map([
  ['RunPodSandbox', { operation: 'RunPodSandbox', kind: 'kubelet-cri-run-failed' }],
  ['StopPodSandbox', { operation: 'StopPodSandbox', kind: 'kubelet-cri-stop-failed' }],
  ['RemovePodSandbox', { operation: 'RemovePodSandbox', kind: 'kubelet-cri-remove-failed' }],
  ['PodSandboxStatus', { operation: 'PodSandboxStatus', kind: 'kubelet-cri-status-failed' }],
  ['ListPodSandbox', { operation: 'ListPodSandbox', kind: 'kubelet-cri-list-failed' }],
  ['Status', { operation: 'other', kind: 'kubelet-cri-runtime-failed' }],
  ['Version', { operation: 'other', kind: 'kubelet-cri-runtime-failed' }],
])

const failed = 'from runtime service failed'
const noId = 'RunPodSandbox failed'

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const at = message.indexOf(failed)
  if (at < 0 && !(message.startsWith(noId) && `${message}${record.error}`.includes('PodSandboxId is not set')))
    return undefined
  const word = firstWord(message)
  const call = calls.get(word)
  if (call === undefined) return undefined
  const error = record.error === '' ? after(at < 0 ? message : message.slice(at), ': ') : record.error
  return [failedEvent({ ...call, component: kubeletOf(record), sandboxId: idOf(record, word) }, error, message)]
}

/** Structured: `podSandboxID="x"`; unstructured: `StopPodSandbox "x" from runtime service failed: ..`. */
function idOf(record: LogRecord, word: string): string {
  const field = record.field('podSandboxID')
  if (field !== undefined) return findSandboxId(field) || field
  const { message } = record
  return message[word.length + 1] === '"' || message[word.length + 1] === '\\'
    ? nameAt(message, word.length + 1).text
    : ''
}

const id = 'a1b2c3d4'.repeat(8)

/** One line for each failed CRI call of kubelet or crictl (kubelet 1.8 to 1.34 remote_runtime.go, cri-client from 1.31 on). */
export const event: EventModule = {
  id: 'kubelet-cri-client',
  title: 'kubelet: a CRI call failed',
  gate: [
    'RunPodSandbox',
    'StopPodSandbox',
    'RemovePodSandbox',
    'PodSandboxStatus from',
    'PodSandboxStatus \\',
    'PodSandboxStatus "',
    'ListPodSandbox with filter',
    'Status from runtime service',
    'Version from runtime service',
  ],
  heads: [...calls.keys()],
  samples: [
    {
      line: `E0904 20:04:57.411790   65352 remote_runtime.go:222] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (add): incompatible CNI versions; config is \\"1.0.0\\", plugin supports [\\"0.1.0\\" \\"0.4.0\\"]"`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        component: 'kubelet',
        sandboxId: id,
        plugin: 'bridge',
        configVersion: '1.0.0',
        kind: 'kubelet-cri-run-failed',
      },
    },
    {
      line: `E0904 20:04:57.411790   65352 remote_runtime.go:114] StopPodSandbox "${id}" from runtime service failed: rpc error: code = Unknown desc = failed to destroy network for sandbox "${id}": invalid version "": the version is empty`,
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        sandboxId: id,
        cause: 'cni-config-version-missing',
        configVersion: '',
      },
    },
    {
      line: `E0904 20:04:57.411790   65352 remote_runtime.go:241] "RemovePodSandbox from runtime service failed" err="rpc error: code = DeadlineExceeded desc = context deadline exceeded" podSandboxID="${id}"`,
      event: { operation: 'RemovePodSandbox', outcome: 'failed', sandboxId: id, cause: 'runtime-timeout' },
    },
    {
      line: 'E0904 20:04:57.411790   65352 remote_runtime.go:294] "ListPodSandbox with filter from runtime service failed" err="rpc error: code = DeadlineExceeded desc = context deadline exceeded" filter="nil"',
      event: { operation: 'ListPodSandbox', outcome: 'failed', cause: 'runtime-timeout' },
    },
    {
      line: 'E0904 20:04:57.411790   65352 remote_runtime.go:109] RunPodSandbox failed: PodSandboxId is not set for sandbox "&PodSandboxMetadata{Name:web-0,Uid:1,Namespace:default,Attempt:0,}"',
      event: { operation: 'RunPodSandbox', outcome: 'failed', kind: 'kubelet-cri-run-failed' },
    },
  ],
  lookAlikes: [
    `E0904 20:04:57.411790   65352 remote_runtime.go:187] CreateContainer in sandbox "${id}" from runtime service failed: rpc error: code = DeadlineExceeded desc = context deadline exceeded`,
    'E0107 05:55:22.523794    1375 remote_runtime.go:549] "ListContainers with filter from runtime service failed" err="rpc error: code = Unavailable desc = connection error" filter="nil"',
    `I0107 05:55:22.523794    1375 remote_runtime.go:200] "[RemoteRuntimeService] StopPodSandbox" podSandboxID="${id}" timeout="2m0s"`,
  ],
  read,
}
