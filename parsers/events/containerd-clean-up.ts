import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { findSandboxId } from '../grammar/sandbox-id.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { after } from '../grammar/wording.ts'

interface Wording {
  readonly starts: string
  /** A word that must follow; '' if none. */
  readonly holds: string
  readonly kind: Kind
}

// Source: containerd sandbox_run.go (1.2 to 2.3), podsandbox/sandbox_run.go (1.7 and later), events.go.
const wordings: readonly Wording[] = [
  { starts: 'Failed to remove network namespace ', holds: ' for sandbox ', kind: 'containerd-clean-up-failed' },
  { starts: 'Failed to remove sandbox root directory ', holds: '', kind: 'containerd-clean-up-failed' },
  { starts: 'Failed to remove volatile sandbox root directory ', holds: '', kind: 'containerd-clean-up-failed' },
  { starts: 'Failed to cleanup sandbox files in ', holds: '', kind: 'containerd-clean-up-failed' },
  { starts: 'Failed to delete sandbox container ', holds: '', kind: 'containerd-clean-up-failed' },
  { starts: 'encountered an error cleaning up failed sandbox ', holds: '', kind: 'containerd-clean-up-gave-up' },
  {
    starts: 'failed to fully teardown sandbox resources after earlier error',
    holds: '',
    kind: 'containerd-clean-up-gave-up',
  },
  { starts: 'failed to handle sandbox TaskExit event ', holds: '', kind: 'containerd-exit-handling-failed' },
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const wording = wordings.find(
    ({ starts, holds }) => message.startsWith(starts) && message.includes(holds, starts.length),
  )
  if (wording === undefined) return undefined
  const named = findSandboxId(message)
  const sandboxId = named === '' ? (record.field('id') ?? record.field('podsandboxid') ?? '') : named
  const error = record.error === '' ? after(message, ': ') : record.error
  const { kind } = wording
  return [
    failedEvent({ operation: 'other', component: runtimeOf(record), kind, sandboxId, secondary: true }, error, message),
  ]
}

const id = 'a1b2c3d4'.repeat(8)

/** What containerd could not undo after a failed start: consequences of the first error, never the first. */
export const event: EventModule = {
  id: 'containerd-clean-up',
  title: 'containerd: clean-up after a failed start that failed itself',
  gate: [
    'Failed to remove network namespace',
    'Failed to remove sandbox root directory',
    'Failed to remove volatile sandbox root',
    'Failed to cleanup sandbox files',
    'Failed to delete sandbox container',
    'cleaning up failed sandbox',
    'fully teardown sandbox resources',
    'handle sandbox TaskExit event',
  ],
  heads: ['Failed', 'failed', 'encountered'],
  samples: [
    {
      line: `time="2023-04-26T00:43:24.518165483Z" level=error msg="Failed to remove network namespace /var/run/netns/cni-5d1c for sandbox \\"${id}\\"" error="failed to remove netns: unlinkat /var/run/netns/cni-5d1c: device or resource busy"`,
      event: {
        operation: 'other',
        outcome: 'failed',
        sandboxId: id,
        kind: 'containerd-clean-up-failed',
        secondary: true,
      },
    },
    {
      line: `time="2023-04-26T00:43:24.518165483Z" level=error msg="encountered an error cleaning up failed sandbox \\"${id}\\", marking sandbox state as SANDBOX_UNKNOWN" error="plugin type=\\"calico\\" failed (delete): error getting ClusterInformation: connection is unauthorized: Unauthorized"`,
      event: {
        operation: 'other',
        outcome: 'failed',
        sandboxId: id,
        plugin: 'calico',
        kind: 'containerd-clean-up-gave-up',
      },
    },
    {
      line: `time="2024-04-26T00:43:24.518165483Z" level=error msg="failed to fully teardown sandbox resources after earlier error: failed to create containerd task" error="context deadline exceeded" id=${id}`,
      event: { operation: 'other', outcome: 'failed', sandboxId: id, kind: 'containerd-clean-up-gave-up' },
    },
  ],
  lookAlikes: [
    `time="2022-04-26T00:43:24.518165483Z" level=error msg="Failed to delete containerd container \\"${id}\\"" error="context deadline exceeded"`,
    `time="2024-04-26T00:43:24.518165483Z" level=warning msg="sandbox \\"${id}\\" is not found when stopping it"`,
    `time="2024-04-26T00:43:24.518165483Z" level=info msg="Ensure that sandbox ${id} in task-service has been cleanup successfully"`,
  ],
  read,
}
