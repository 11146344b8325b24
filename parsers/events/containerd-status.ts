import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { errorText, nameAt } from '../grammar/wording.ts'

const request = 'PodSandboxStatus for '

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  if (message.startsWith(request)) return readStatus(record, message)
  const component = runtimeOf(record)
  if (message === 'ListPodSandbox failed') {
    return [
      failedEvent({ operation: 'ListPodSandbox', component, kind: 'containerd-list-failed' }, record.error, message),
    ]
  }
  if (message === 'Status failed' || message === 'Version failed') {
    return [
      failedEvent({ operation: 'other', component, kind: 'containerd-runtime-status-failed' }, record.error, message),
    ]
  }
  return undefined
}

function readStatus(record: LogRecord, message: string): readonly SandboxEvent[] {
  const id = nameAt(message, request.length)
  const tail = message.slice(id.end)
  const base = { operation: 'PodSandboxStatus', component: runtimeOf(record), sandboxId: id.text } as const
  if (tail.startsWith(' failed')) {
    return [failedEvent({ ...base, kind: 'containerd-status-failed' }, errorText(record, tail), message)]
  }
  if (tail.startsWith(' returns status')) {
    return [plainEvent({ ...base, kind: 'containerd-status-succeeded' }, 'succeeded', message)]
  }
  return [plainEvent({ ...base, kind: 'containerd-status-started' }, 'started', message)]
}

/** containerd's answers to status and list requests (instrumented_service.go, all versions). */
export const event: EventModule = {
  id: 'containerd-status',
  title: 'containerd: PodSandboxStatus, ListPodSandbox, Status and Version',
  gate: ['PodSandboxStatus for', 'ListPodSandbox failed', 'Status failed', 'Version failed'],
  heads: ['PodSandboxStatus', 'ListPodSandbox', 'Status', 'Version'],
  samples: [
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="PodSandboxStatus for \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\" failed" error="rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found"',
      event: {
        operation: 'PodSandboxStatus',
        outcome: 'failed',
        sandboxId: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        cause: 'sandbox-not-found',
        kind: 'containerd-status-failed',
      },
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="ListPodSandbox failed" error="rpc error: code = Unavailable desc = server is not initialized yet"',
      event: { operation: 'ListPodSandbox', outcome: 'failed', cause: 'runtime-unavailable' },
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="Status failed" error="server is not initialized yet"',
      event: { operation: 'other', outcome: 'failed', kind: 'containerd-runtime-status-failed' },
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=trace msg="PodSandboxStatus for \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\""',
      event: { operation: 'PodSandboxStatus', outcome: 'started' },
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=trace msg="PodSandboxStatus for \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\" returns status &PodSandboxStatus{Id:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,}"',
      event: { operation: 'PodSandboxStatus', outcome: 'succeeded' },
    },
  ],
  lookAlikes: [
    'time="2024-11-29T18:20:38.880808422Z" level=warning msg="Failed to get podSandbox status for container event for sandboxID \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\": an error occurred when try to find sandbox: not found. Sending the event with nil podSandboxStatus."',
  ],
  read,
}
