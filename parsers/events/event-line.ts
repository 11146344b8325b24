import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { readPodEvent, sandboxReasons } from '../grammar/pod-event.ts'
import type { PodRef } from '../grammar/pod-metadata.ts'
import { readObjectReference } from '../grammar/pod-name.ts'

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  if (message === 'Event occurred') return readStructured(record)
  if (message.startsWith('Event(')) return readUnstructured(message)
  return readTestDump(message)
}

// "Event occurred" object="default/web-0" kind="Pod" apiVersion="v1" type="Warning" reason="FailedKillPod" message=".."
function readStructured(record: LogRecord): readonly SandboxEvent[] | undefined {
  const reason = record.field('reason') ?? ''
  const pod =
    record.field('kind') === 'Pod' ? asEventObject(readObjectReference(record.field('object') ?? '')) : undefined
  return readPodEvent({ reason, message: record.field('message') ?? record.field('note') ?? '', pod, count: 1 })
}

const asEventObject = (pod: PodRef | undefined): PodRef | undefined =>
  pod === undefined ? undefined : { ...pod, from: 'event-object' }

// Event(v1.ObjectReference{Kind:"Pod", Namespace:"ns", Name:"p", UID:"u", ..}): type: 'Warning' reason: 'FailedKillPod' text
const reasonForm = /\}\): type: '\w*' reason: '(\w+)' /

function readUnstructured(message: string): readonly SandboxEvent[] | undefined {
  const found = reasonForm.exec(message)
  if (found === null) return undefined
  const object = message.slice(0, found.index)
  const name = objectField(object, 'Name:')
  const pod: PodRef | undefined =
    name === '' || objectField(object, 'Kind:') !== 'Pod'
      ? undefined
      : {
          namespace: objectField(object, 'Namespace:'),
          name,
          uid: objectField(object, 'UID:'),
          attempt: -1,
          from: 'event-object',
        }
  return readPodEvent({ reason: found[1] ?? '', message: message.slice(found.index + found[0].length), pod, count: 1 })
}

function objectField(object: string, key: string): string {
  const at = object.indexOf(`${key}"`)
  if (at < 0) return ''
  const from = at + key.length + 1
  const end = object.indexOf('"', from)
  return end < 0 ? '' : object.slice(from, end)
}

// At 2021-08-18 18:18:01 +0000 UTC - event for web-0: {kubelet node-1} FailedKillPod: error killing pod: ..
const dumpForm = /\bevent for ([A-Za-z0-9.-]{1,253}): \{[^}]{0,300}\} (\w+): /

function readTestDump(message: string): readonly SandboxEvent[] | undefined {
  const found = message.includes('event for ') ? dumpForm.exec(message) : null
  if (found === null) return undefined
  const pod: PodRef = { namespace: '', name: found[1] ?? '', uid: '', attempt: -1, from: 'event-object' }
  return readPodEvent({ reason: found[2] ?? '', message: message.slice(found.index + found[0].length), pod, count: 1 })
}

const id = 'a1b2c3d4'.repeat(8)
const uid = 'b2648924-ac95-48fc-8ea6-3c811eef3696'

/** Kubernetes Events that a log prints as a line of its own: kubelet at verbosity 3, dumps of end-to-end tests. */
export const event: EventModule = {
  id: 'event-line',
  title: 'Kubernetes Events quoted in a log line',
  gate: sandboxReasons,
  heads: ['Event', 'At'],
  samples: [
    {
      line: `I0904 20:04:57.411920   65352 event.go:294] "Event occurred" object="default/web-0" kind="Pod" apiVersion="v1" type="Warning" reason="FailedCreatePodSandBox" message="Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \\"${id}\\": cni plugin not initialized"`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        component: 'kubernetes-event',
        sandboxId: id,
        podNamespace: 'default',
        podName: 'web-0',
        podFrom: 'event-object',
        kind: 'event-failed-create',
      },
    },
    {
      line: `I0904 20:04:57.411920   65352 server.go:611] Event(v1.ObjectReference{Kind:"Pod", Namespace:"default", Name:"web-0", UID:"${uid}", APIVersion:"v1", ResourceVersion:"42", FieldPath:""}): type: 'Warning' reason: 'FailedCreatePodSandBox' Failed create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": failed to find plugin "loopback" in path [/opt/cni/bin]`,
      event: { operation: 'RunPodSandbox', outcome: 'failed', sandboxId: id, podUid: uid, podName: 'web-0' },
    },
  ],
  lookAlikes: [
    `I0904 20:04:57.411920   65352 server.go:611] Event(v1.ObjectReference{Kind:"Pod", Namespace:"default", Name:"web-0", UID:"${uid}", APIVersion:"v1", ResourceVersion:"42", FieldPath:""}): type: 'Normal' reason: 'SandboxChanged' Pod sandbox changed, it will be killed and re-created.`,
  ],
  read,
}
