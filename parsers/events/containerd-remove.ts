import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { errorText, isErrorLevel, nameAt } from '../grammar/wording.ts'

const word = 'RemovePodSandbox '
const request = 'RemovePodSandbox for '

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const asked = message.startsWith(request)
  // Mind the shape: success is `RemovePodSandbox "x" returns successfully`, without "for".
  const id = nameAt(message, asked ? request.length : word.length)
  const tail = message.slice(id.end)
  const base = { operation: 'RemovePodSandbox', component: runtimeOf(record), sandboxId: id.text } as const
  if (tail.startsWith(' returns successfully')) {
    return [plainEvent({ ...base, kind: 'containerd-remove-succeeded' }, 'succeeded', message)]
  }
  if (!asked) return undefined
  if (tail.startsWith(' failed') || isErrorLevel(record)) {
    return [failedEvent({ ...base, kind: 'containerd-remove-failed' }, errorText(record, tail), message)]
  }
  return [plainEvent({ ...base, kind: 'containerd-remove-started' }, 'started', message)]
}

/** containerd's RemovePodSandbox lines (instrumented_service.go, all versions). */
export const event: EventModule = {
  id: 'containerd-remove',
  title: 'containerd: RemovePodSandbox started, succeeded, failed',
  gate: ['RemovePodSandbox'],
  heads: ['RemovePodSandbox'],
  samples: [
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=info msg="RemovePodSandbox for \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\""',
      event: { operation: 'RemovePodSandbox', outcome: 'started', kind: 'containerd-remove-started' },
    },
    {
      line: 'time="2022-04-26T00:43:24.618165483Z" level=info msg="RemovePodSandbox \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\" returns successfully"',
      event: {
        operation: 'RemovePodSandbox',
        outcome: 'succeeded',
        sandboxId: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        kind: 'containerd-remove-succeeded',
      },
    },
    {
      line: 'time="2022-04-26T00:43:24.618165483Z" level=error msg="RemovePodSandbox for \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\" failed" error="failed to forcibly stop sandbox \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\": failed to destroy network for sandbox \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\": cni plugin not initialized"',
      event: {
        operation: 'RemovePodSandbox',
        outcome: 'failed',
        cause: 'cni-config-missing',
        kind: 'containerd-remove-failed',
      },
    },
  ],
  lookAlikes: ['time="2022-04-26T00:43:25.118165483Z" level=debug msg="RemovePodSandbox handler registered"'],
  read,
}
