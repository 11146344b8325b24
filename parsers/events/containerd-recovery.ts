import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { findSandboxId } from '../grammar/sandbox-id.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { after } from '../grammar/wording.ts'

// Source: containerd restart.go, service.go, cri.go (1.2 to 2.3).
const starts: readonly (readonly [string, Kind])[] = [
  ['Failed to run CRI service', 'containerd-recovery-failed'],
  ['failed to run CRI service', 'containerd-recovery-failed'],
  ['failed to recover state', 'containerd-recovery-failed'],
  ['Failed to load sandbox', 'containerd-load-sandbox-failed'],
  ['failed to get metadata for stored sandbox', 'containerd-load-sandbox-failed'],
  ['failed to recover sandbox state', 'containerd-load-sandbox-failed'],
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const kind = starts.find(([start]) => message.startsWith(start))?.[1]
  if (kind === undefined) return undefined
  const named = findSandboxId(message)
  const sandboxId = named === '' ? (record.field('sandbox') ?? '') : named
  const error = record.error === '' ? after(message, ': ') : record.error
  // `Failed to run CRI service` has other reasons too; only the recovery of state speaks of the state on disk.
  const cause =
    kind === 'containerd-load-sandbox-failed' || error.includes('recover state') ? 'state-corrupt' : undefined
  const parts = { operation: 'other', component: runtimeOf(record), kind, sandboxId } as const
  return [failedEvent(cause === undefined ? parts : { ...parts, cause }, error, message)]
}

const id = 'a1b2c3d4'.repeat(8)

/** Sandboxes that containerd could not take over at its start. */
export const event: EventModule = {
  id: 'containerd-recovery',
  title: 'containerd: state of sandboxes not recovered at start',
  gate: ['ailed to run CRI service', 'ailed to recover', 'Failed to load sandbox', 'metadata for stored sandbox'],
  heads: ['Failed', 'failed'],
  samples: [
    {
      line: `{"error":"failed to recover state: failed to get metadata for stored sandbox \\"${id}\\": not found","level":"fatal","msg":"Failed to run CRI service","time":"2024-10-12T23:27:38.449872185Z"}`,
      event: {
        operation: 'other',
        outcome: 'failed',
        sandboxId: id,
        cause: 'state-corrupt',
        kind: 'containerd-recovery-failed',
      },
    },
    {
      line: `time="2024-10-12T23:27:38.449872185Z" level=error msg="Failed to load sandbox" error="failed to get metadata for stored sandbox" sandbox=${id}`,
      event: { operation: 'other', outcome: 'failed', sandboxId: id, kind: 'containerd-load-sandbox-failed' },
    },
  ],
  lookAlikes: [
    `time="2022-04-26T00:43:24.518165483Z" level=error msg="Failed to load container \\"${id}\\"" error="context deadline exceeded"`,
    'time="2022-04-26T00:43:24.518165483Z" level=info msg="Start recovering state"',
  ],
  read,
}
