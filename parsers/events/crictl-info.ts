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
  if (!message.includes('NetworkReady') || !condition.test(message)) return undefined
  const status = conditionStatus.exec(message)?.[1]
  if (status === undefined) return undefined
  const parts = { operation: 'NetworkReady', component: 'crictl', kind: 'crictl-info-network' } as const
  if (status === 'true') return [plainEvent(parts, 'succeeded', message)]
  return [failedEvent(parts, conditionMessage.exec(message)?.[1] ?? message, message)]
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
  ],
  lookAlikes: ['  "lastCNILoadStatus": "OK",', '{"status": true, "type": "RuntimeReady"}'],
  read,
}
