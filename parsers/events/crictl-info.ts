import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'

// "lastCNILoadStatus.default": "cni config load failed: no network config found in /etc/cni/net.d: .."
const loadStatus = /"lastCNILoadStatus(?:\.[\w-]{1,64})?"\s*:\s*"((?:[^"\\]|\\.)*)/
// "type": "NetworkReady" with "status": true beside it, in any order of the members
const condition = /"type"\s*:\s*"NetworkReady"/
const conditionStatus = /"status"\s*:\s*(true|false)/
const conditionMessage = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const load = message.includes('lastCNILoadStatus') ? loadStatus.exec(message) : null
  if (load !== null) {
    const error = load[1] ?? ''
    if (error === '' || error === 'OK') return []
    return [
      failedEvent({ operation: 'NetworkReady', component: 'crictl', kind: 'crictl-info-load-failed' }, error, message),
    ]
  }
  const at = message.includes('NetworkReady') ? message.search(condition) : -1
  if (at < 0) return undefined
  const members = membersRound(message, at)
  const status = conditionStatus.exec(members)?.[1]
  if (status === undefined) return undefined
  const parts = { operation: 'NetworkReady', component: 'crictl', kind: 'crictl-info-network' } as const
  if (status === 'true') return [plainEvent(parts, 'succeeded', message)]
  return [failedEvent(parts, conditionMessage.exec(members)?.[1] ?? message, message)]
}

/** The object that holds the member at `at`: on one line the condition of the runtime stands beside it. */
function membersRound(text: string, at: number): string {
  const end = text.indexOf('}', at)
  return text.slice(text.lastIndexOf('{', at) + 1, end < 0 ? text.length : end)
}

/** `crictl info` as JSON: the network condition and the last result of loading CNI configuration. */
export const event: EventModule = {
  id: 'crictl-info',
  title: 'crictl info: network condition, last CNI load',
  gate: ['lastCNILoadStatus', '"NetworkReady'],
  samples: [
    {
      line: '  "lastCNILoadStatus": "cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config",',
      event: { operation: 'NetworkReady', outcome: 'failed', component: 'crictl', cause: 'cni-config-missing' },
    },
    {
      line: '{"message": "", "reason": "", "status": true, "type": "NetworkReady"}',
      event: { operation: 'NetworkReady', outcome: 'succeeded', component: 'crictl', kind: 'crictl-info-network' },
    },
    {
      line: '{"status":{"conditions":[{"type":"RuntimeReady","status":true,"reason":"","message":""},{"type":"NetworkReady","status":false,"reason":"NetworkPluginNotReady","message":"Network plugin returns error: cni plugin not initialized"}]}}',
      event: { operation: 'NetworkReady', outcome: 'failed', component: 'crictl', cause: 'cni-config-missing' },
    },
  ],
  lookAlikes: ['  "lastCNILoadStatus": "OK",', '{"status": true, "type": "RuntimeReady"}'],
  read,
}
