import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Kind } from '../grammar/kinds.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { kubeletOf } from '../grammar/speaker.ts'

// Source: kubelet 1.8 to 1.34 kubelet.go, nodestatus/setters.go; "ontainer" covers both cases of the first letter.
const starts: readonly (readonly [string, Kind])[] = [
  ['ontainer runtime network not ready', 'kubelet-network-not-ready'],
  ['untime network not ready', 'kubelet-network-not-ready'],
  ['ontainer runtime status', 'kubelet-runtime-status'],
  ['ode became not ready', 'kubelet-node-not-ready'],
]

const notReady = /NetworkReady=\s*false|network not ready|NetworkPluginNotReady/

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const kind = starts.find(([start]) => message.startsWith(start, 1))?.[1]
  if (kind === undefined) return undefined
  const text = stateText(record)
  if (!notReady.test(text)) return undefined
  return [failedEvent({ operation: 'NetworkReady', component: kubeletOf(record), kind }, text, message)]
}

/** The condition's text: a field of the structured forms, else the message itself. */
function stateText(record: LogRecord): string {
  const field = record.field('networkReady') ?? record.field('condition') ?? record.field('status')
  if (field !== undefined) return field
  return record.error === '' ? record.message : record.error
}

/** kubelet says that the runtime reports no usable pod network. */
export const event: EventModule = {
  id: 'kubelet-readiness',
  title: 'kubelet: the node has no pod network',
  gate: ['untime network not ready', 'NetworkPluginNotReady', 'NetworkReady=false'],
  heads: ['Container', 'container', 'Runtime', 'runtime', 'Node'],
  samples: [
    {
      line: 'E1219 05:56:59.337946   37131 kubelet.go:2902] "Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"',
      event: {
        operation: 'NetworkReady',
        outcome: 'failed',
        component: 'kubelet',
        cause: 'cni-config-missing',
        kind: 'kubelet-network-not-ready',
      },
    },
    {
      line: 'E0615 15:55:50.868018   17494 kubelet.go:2072] Container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
      event: { operation: 'NetworkReady', outcome: 'failed', cause: 'cni-config-missing' },
    },
    {
      line: 'I0524 16:44:12.241650    1327 kubelet_node_status.go:709] Node became not ready: {Type:Ready Status:False LastHeartbeatTime:2017-05-24 16:44:12 +0000 UTC Reason:KubeletNotReady Message:runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized}',
      event: { operation: 'NetworkReady', outcome: 'failed', kind: 'kubelet-node-not-ready' },
    },
    {
      line: 'E0206 10:56:19.900412   26296 kubelet.go:2183] Container runtime network not ready: NetworkRea…nitialized',
      event: { operation: 'NetworkReady', outcome: 'failed', cause: 'cni-config-missing' },
    },
  ],
  lookAlikes: [
    'I0524 16:44:12.241650    1327 kubelet_node_status.go:709] Node became not ready: {Type:Ready Status:False Reason:KubeletNotReady Message:PLEG is not healthy: pleg was last seen active 3m1s ago; threshold is 3m0s}',
    'I1219 05:56:59.337946   37131 kubelet.go:2902] "Container runtime status" status="Runtime Conditions: RuntimeReady=true reason: message:, NetworkReady=true reason: message:"',
  ],
  read,
}
