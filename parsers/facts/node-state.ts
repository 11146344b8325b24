import type { Fact, FactKind } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

// Recording NodeNotReady event message for node worker-1
const recording = /^Recording (\w{1,40}) event message for node/

const registered = 'Successfully registered node'

const reasons: ReadonlyMap<string, FactKind> = new Map([
  ['NodeReady', 'node-ready'],
  ['NodeNotReady', 'node-not-ready'],
])

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  if (record.k8sEvent !== undefined) {
    return record.k8sEvent.kind === 'Node' ? ofReason(record, record.k8sEvent.reason, message) : undefined
  }
  if (message.startsWith('Node became not ready')) {
    return [
      factOf(
        record,
        'node-not-ready',
        'kubelet',
        record.field('condition') ?? message.slice('Node became not ready: '.length),
      ),
    ]
  }
  if (message.startsWith('Fast updating node status as it just became ready'))
    return [factOf(record, 'node-ready', 'kubelet', '')]
  if (message.startsWith(registered))
    return [factOf(record, 'node-joined', 'kubelet', record.field('node') ?? message.slice(registered.length).trim())]
  if (message === 'Recording event message for node') return ofReason(record, record.field('event') ?? '', '')
  if (message === 'Event occurred') return ofReason(record, record.field('reason') ?? '', record.field('message') ?? '')
  const event = recording.exec(message)?.[1]
  return event === undefined ? undefined : ofReason(record, event, '')
}

function ofReason(record: LogRecord, reason: string, value: string): readonly Fact[] | undefined {
  const kind = reasons.get(reason)
  return kind === undefined ? undefined : [factOf(record, kind, 'kubelet', value)]
}

/** The node's Ready condition and its first registration (kubelet 1.8 to 1.34 kubelet_node_status.go, nodestatus/setters.go). */
export const fact: FactModule = {
  id: 'node-state',
  title: 'Node ready, not ready, joined',
  gate: [
    'Node became not ready',
    'node status as it just became ready',
    'Successfully registered node',
    'NodeReady',
    'NodeNotReady',
  ],
  samples: [
    {
      line: 'I0904 20:04:57.411920   65352 setters.go:532] "Node became not ready" node="worker-1" condition={Type:Ready Status:False Reason:KubeletNotReady Message:container runtime is down}',
      facts: [{ kind: 'node-not-ready', component: 'kubelet' }],
    },
    {
      line: 'I0904 20:04:57.411920   65352 kubelet_node_status.go:563] "Recording event message for node" node="worker-1" event="NodeReady"',
      facts: [{ kind: 'node-ready', component: 'kubelet' }],
    },
    {
      line: 'I0904 20:04:57.411920   65352 kubelet_node_status.go:74] "Successfully registered node" node="worker-1"',
      facts: [{ kind: 'node-joined', value: 'worker-1' }],
    },
  ],
  lookAlikes: [
    'I0904 20:04:57.411920   65352 kubelet_node_status.go:563] "Recording event message for node" node="worker-1" event="NodeHasSufficientMemory"',
  ],
  read,
}
