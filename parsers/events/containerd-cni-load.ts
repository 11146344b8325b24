import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { after } from '../grammar/wording.ts'

// Source: containerd service.go, status.go, cni_conf_syncer.go. Capital F up to 1.3, small f from 1.4 on.
const starts: readonly (readonly [string, Kind])[] = [
  ['ailed to load cni during init', 'containerd-cni-load-failed'],
  ['ailed to load cni configuration', 'containerd-cni-load-failed'],
  ['ailed to reload cni configuration after receiving fs change event', 'containerd-cni-reload-failed'],
  ['ailed to create cni conf monitor', 'containerd-cni-monitor-failed'],
  ['ni conf dir is removed, stop watching', 'containerd-cni-monitor-failed'],
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const kind = starts.find(([start]) => message.startsWith(start, 1))?.[1]
  if (kind === undefined) return undefined
  const error = record.error === '' ? after(message, ': ') : record.error
  return [
    failedEvent(
      { operation: 'NetworkReady', component: runtimeOf(record), kind },
      error === '' ? message : error,
      message,
    ),
  ]
}

/** CNI configuration that containerd could not load: at start, at a status call, or after a change in the directory. */
export const event: EventModule = {
  id: 'containerd-cni-load',
  title: 'containerd: CNI configuration not loaded',
  gate: [
    'load cni during init',
    'ailed to load cni configuration',
    'reload cni configuration',
    'create cni conf monitor',
    'cni conf dir is removed',
  ],
  heads: ['Failed', 'failed', 'cni'],
  samples: [
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="failed to load cni during init, please check CRI plugin status before setting up network for pods" error="cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config"',
      event: {
        operation: 'NetworkReady',
        outcome: 'failed',
        cause: 'cni-config-missing',
        kind: 'containerd-cni-load-failed',
      },
    },
    {
      line: 'time="2019-04-26T00:43:24.518165483Z" level=error msg="Failed to load cni configuration" error="cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config"',
      event: { operation: 'NetworkReady', outcome: 'failed', kind: 'containerd-cni-load-failed' },
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="failed to reload cni configuration after receiving fs change event(\\"/etc/cni/net.d/10-x.conflist\\": WRITE)" error="cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-x.conflist: error parsing configuration list: unexpected end of JSON input: invalid cni config: failed to load cni config"',
      event: {
        operation: 'NetworkReady',
        outcome: 'failed',
        cause: 'cni-config-invalid',
        kind: 'containerd-cni-reload-failed',
      },
    },
  ],
  lookAlikes: [
    'time="2022-04-26T00:43:24.518165483Z" level=info msg="Start cni network conf syncer for default"',
    'time="2022-04-26T00:43:24.518165483Z" level=debug msg="receiving change event from cni conf dir: \\"/etc/cni/net.d/x\\": WRITE"',
  ],
  read,
}
