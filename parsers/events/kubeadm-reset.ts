import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Operation } from '../../src/model/vocabulary.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { findSandboxId } from '../grammar/sandbox-id.ts'

// Failed to remove containers: [failed to stop running pod <id>: output: E0417 .. "StopPodSandbox from runtime service failed" err="rpc error: .." podSandboxID=..
// Source: kubeadm util/runtime RemoveContainers; what it calls a running container is a sandbox too (crictl rmp).
const marks: readonly { readonly mark: string; readonly operation: Operation; readonly kind: Kind }[] = [
  { mark: 'failed to stop running pod ', operation: 'StopPodSandbox', kind: 'crictl-stop-failed' },
  { mark: 'failed to remove running container ', operation: 'RemovePodSandbox', kind: 'crictl-remove-failed' },
]

/** Longest output of crictl that is looked at. */
const longest = 4096

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const found = marks.find(({ mark }) => message.includes(mark))
  if (found === undefined) return undefined
  const at = message.indexOf(found.mark)
  const output = message.slice(at, at + longest)
  const error = output.indexOf('rpc error: ')
  if (error < 0) return undefined
  const end = output.indexOf('" podSandboxID=', error)
  const { operation, kind } = found
  const parts = { operation, component: 'crictl', kind, sandboxId: findSandboxId(output) } as const
  return [failedEvent(parts, output.slice(error, end < 0 ? undefined : end), message)]
}

const id = 'a1b2c3d4'.repeat(8)

/** kubeadm takes sandboxes down through crictl when a node is reset and quotes its answer. */
export const event: EventModule = {
  id: 'kubeadm-reset',
  title: 'kubeadm reset: a sandbox could not be stopped or removed',
  gate: ['to stop running pod ', 'to remove running container '],
  samples: [
    {
      line: `W0611 03:44:05.123456    2210 cleanupnode.go:99] [reset] Failed to remove containers: [failed to stop running pod ${id}: output: E0611 03:44:05.123456    2222 remote_runtime.go:222] "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (delete): running [/usr/sbin/iptables -t nat -D POSTROUTING --wait]: exit status 4: iptables: Resource temporarily unavailable." podSandboxID="${id}"`,
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        component: 'crictl',
        sandboxId: id,
        plugin: 'bridge',
        cause: 'dataplane-failed',
      },
    },
  ],
  lookAlikes: [
    `W0611 03:44:05.123456    2210 cleanupnode.go:99] [reset] Failed to remove containers: failed to stop running pod ${id}: context canceled`,
  ],
  read,
}
