import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { errorText, isErrorLevel, nameAt } from '../grammar/wording.ts'

const request = 'StopPodSandbox for '

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  if (!message.startsWith(request)) return undefined
  const id = nameAt(message, request.length)
  const tail = message.slice(id.end)
  const base = { operation: 'StopPodSandbox', component: runtimeOf(record), sandboxId: id.text } as const
  if (tail.startsWith(' returns successfully')) {
    return [plainEvent({ ...base, kind: 'containerd-stop-succeeded' }, 'succeeded', message)]
  }
  if (tail.startsWith(' failed') || isErrorLevel(record)) {
    return [failedEvent({ ...base, kind: 'containerd-stop-failed' }, errorText(record, tail), message)]
  }
  return [plainEvent({ ...base, kind: 'containerd-stop-started' }, 'started', message)]
}

/** containerd's StopPodSandbox lines (instrumented_service.go, all versions). The id is as the client sent it: crictl may send a prefix. */
export const event: EventModule = {
  id: 'containerd-stop',
  title: 'containerd: StopPodSandbox started, succeeded, failed',
  gate: ['StopPodSandbox'],
  heads: ['StopPodSandbox'],
  samples: [
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=info msg="StopPodSandbox for \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\""',
      event: {
        operation: 'StopPodSandbox',
        outcome: 'started',
        sandboxId: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        kind: 'containerd-stop-started',
      },
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for \\"b\\" failed" error="failed to destroy network for sandbox \\"b123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\": invalid version \\"\\": the version is empty"',
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        sandboxId: 'b123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        cause: 'cni-config-version-missing',
        configVersion: '',
        kind: 'containerd-stop-failed',
      },
    },
    {
      line: 'time="2022-04-26T00:43:25.118165483Z" level=info msg="StopPodSandbox for \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\" returns successfully"',
      event: { operation: 'StopPodSandbox', outcome: 'succeeded', kind: 'containerd-stop-succeeded' },
    },
    {
      line: 'time="2022-04-26T00:43:25.118165483Z" level=info msg="StopPodSandbox for \\"b\\""',
      event: { operation: 'StopPodSandbox', outcome: 'started', sandboxId: 'b' },
    },
  ],
  lookAlikes: ['time="2022-04-26T00:43:25.118165483Z" level=debug msg="StopPodSandboxRequest has no id"'],
  read,
}
