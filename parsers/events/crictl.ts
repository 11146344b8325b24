import type { SandboxEvent } from '../../src/model/event.ts'
import type { CauseId } from '../../src/model/names.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Operation } from '../../src/model/vocabulary.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { isSandboxId } from '../grammar/sandbox-id.ts'
import { nameAt } from '../grammar/wording.ts'

interface Wording {
  readonly starts: string
  readonly operation: Operation
  readonly kind: Kind
}

// Source: crictl 1.11 to 1.34; 1.11 prints `run pod sandbox failed: ..` and `stopping the pod sandbox "x" failed: ..`.
const wordings: readonly Wording[] = [
  { starts: 'run pod sandbox', operation: 'RunPodSandbox', kind: 'crictl-run-failed' },
  { starts: 'running container: run pod sandbox', operation: 'RunPodSandbox', kind: 'crictl-run-failed' },
  // crioctl and ocic, before crictl
  { starts: 'Creating the pod sandbox failed', operation: 'RunPodSandbox', kind: 'crictl-run-failed' },
  { starts: 'stopping the pod sandbox ', operation: 'StopPodSandbox', kind: 'crictl-stop-failed' },
  { starts: 'removing the pod sandbox ', operation: 'RemovePodSandbox', kind: 'crictl-remove-failed' },
  { starts: 'getting the pod sandbox status for ', operation: 'PodSandboxStatus', kind: 'crictl-status-failed' },
  { starts: 'getting pod sandbox status for ', operation: 'PodSandboxStatus', kind: 'crictl-status-failed' },
  { starts: 'listing pod sandboxes', operation: 'ListPodSandbox', kind: 'crictl-list-failed' },
  { starts: 'validate service connection', operation: 'other', kind: 'crictl-connect-failed' },
  { starts: 'getting status of runtime', operation: 'other', kind: 'crictl-connect-failed' },
  { starts: 'unable to determine runtime API version', operation: 'other', kind: 'crictl-connect-failed' },
  { starts: 'connect: connect endpoint', operation: 'other', kind: 'crictl-connect-failed' },
  { starts: 'failed to connect: ', operation: 'other', kind: 'crictl-connect-failed' },
]

const forcibly = 'forcibly stopping the pod sandbox '

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const done = readDone(message)
  if (done !== undefined) return [done]
  const text = message.startsWith(forcibly) ? message.slice('forcibly '.length) : message
  const wording = wordings.find(({ starts }) => text.startsWith(starts))
  if (wording === undefined) return undefined
  const { operation, kind, starts } = wording
  const name = starts.endsWith(' ') ? nameAt(text, starts.length) : { text: '', end: starts.length }
  const colon = text.indexOf(': ', Math.max(0, name.end - 1))
  if (colon < 0) return undefined
  const error = record.error === '' ? text.slice(colon + 2).trim() : record.error
  const cause: CauseId | undefined = kind === 'crictl-connect-failed' ? 'runtime-unavailable' : undefined
  return [
    failedEvent(
      {
        ...(cause === undefined ? {} : { cause }),
        operation,
        component: 'crictl',
        kind,
        sandboxId: isSandboxId(name.text) ? name.text : '',
      },
      error,
      message,
    ),
  ]
}

/** What crictl prints on success: `Stopped sandbox <id>`, `Removed sandbox <id>`. */
function readDone(message: string): SandboxEvent | undefined {
  const stopped = message.startsWith('Stopped sandbox ')
  if (!stopped && !message.startsWith('Removed sandbox ')) return undefined
  const sandboxId = nameAt(message, 'Stopped sandbox '.length).text
  if (!isSandboxId(sandboxId) || sandboxId.length < 12) return undefined
  return stopped
    ? plainEvent(
        { operation: 'StopPodSandbox', component: 'crictl', kind: 'crictl-stopped', sandboxId },
        'succeeded',
        message,
      )
    : plainEvent(
        { operation: 'RemovePodSandbox', component: 'crictl', kind: 'crictl-removed', sandboxId },
        'succeeded',
        message,
      )
}

const id = 'a1b2c3d4'.repeat(8)

/** What crictl prints on the terminal. */
export const event: EventModule = {
  id: 'crictl',
  title: 'crictl: sandbox not started, stopped, removed; runtime not reached',
  gate: [
    'run pod sandbox',
    'the pod sandbox ',
    'getting pod sandbox status',
    'listing pod sandboxes',
    'validate service connection',
    'getting status of runtime',
    'determine runtime API version',
    'connect: connect endpoint',
    'failed to connect: ',
    'Stopped sandbox ',
    'Removed sandbox ',
  ],
  heads: [
    'run',
    'running',
    'Creating',
    'stopping',
    'forcibly',
    'removing',
    'getting',
    'listing',
    'validate',
    'unable',
    'connect',
    'failed',
    'Stopped',
    'Removed',
  ],
  samples: [
    {
      line: `time="2021-09-28T14:55:16Z" level=fatal msg="stopping the pod sandbox \\"${id}\\": rpc error: code = Unknown desc = failed to destroy network for sandbox \\"${id}\\": cni plugin not initialized"`,
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        component: 'crictl',
        sandboxId: id,
        cause: 'cni-config-missing',
        kind: 'crictl-stop-failed',
      },
    },
    {
      line: 'FATA[0000] run pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      event: { operation: 'RunPodSandbox', outcome: 'failed', component: 'crictl', cause: 'runtime-timeout' },
    },
    {
      line: 'FATA[0000] getting the pod sandbox status for "web-0": rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found',
      event: { operation: 'PodSandboxStatus', outcome: 'failed', sandboxId: '', cause: 'sandbox-not-found' },
    },
    { line: `Stopped sandbox ${id}`, event: { operation: 'StopPodSandbox', outcome: 'succeeded', sandboxId: id } },
  ],
  lookAlikes: [
    'Removed sandbox directory',
    `FATA[0000] stopping the container "${id}": rpc error: code = Unknown desc = context canceled`,
  ],
  read,
}
