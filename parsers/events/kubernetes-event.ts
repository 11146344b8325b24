import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { K8sEventFields, LogRecord } from '../../src/model/record.ts'
import { readPodEvent, sandboxReasons } from '../grammar/pod-event.ts'
import type { PodRef } from '../grammar/pod-metadata.ts'

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const fields = record.k8sEvent
  if (fields === undefined) return undefined
  return readPodEvent({ reason: fields.reason, message: record.message, pod: podOf(fields), count: fields.count })
}

function podOf(fields: K8sEventFields): PodRef | undefined {
  if (fields.name === '' || (fields.kind !== 'Pod' && fields.kind !== '')) return undefined
  return { namespace: fields.namespace, name: fields.name, uid: fields.uid, attempt: -1, from: 'event-object' }
}

const id = 'a1b2c3d4'.repeat(8)

/** Kubernetes Events as `kubectl get events`, `kubectl describe` and Event objects show them. */
export const event: EventModule = {
  id: 'kubernetes-event',
  title: 'Kubernetes Events: sandbox not created, not killed, lost, status unknown, network not ready',
  gate: [...sandboxReasons, 'failed to get sandbox container task'],
  samples: [
    {
      line: `13m         Warning   FailedCreatePodSandBox   pod/web-0   (combined from similar events): Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="meshnet" name="meshnet" failed (add): incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.4.0"]`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        component: 'kubernetes-event',
        sandboxId: id,
        podName: 'web-0',
        podFrom: 'event-object',
        plugin: 'meshnet',
        configVersion: '1.0.0',
        kind: 'event-failed-create',
        secondary: true,
      },
    },
    {
      line: '2m   Warning   FailedKillPod   pod/web-0   error killing pod: failed to "KillPodSandbox" for "b2648924-ac95-48fc-8ea6-3c811eef3696" with KillPodSandboxError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"',
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        podUid: 'b2648924-ac95-48fc-8ea6-3c811eef3696',
        cause: 'runtime-timeout',
      },
    },
    {
      line: '2m   Warning   NetworkNotReady   pod/web-0   network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
      event: { operation: 'NetworkReady', outcome: 'failed', cause: 'cni-config-missing', podName: 'web-0' },
    },
  ],
  lookAlikes: [
    '2m   Normal   SandboxChanged   pod/web-0   Pod sandbox changed, it will be killed and re-created.',
    '2m   Warning   FailedKillPod   pod/web-0   error killing pod: failed to "KillContainer" for "web" with KillContainerError: "rpc error: code = Unknown desc = context canceled"',
    '2m   Warning   BackOff   pod/web-0   Back-off restarting failed container',
  ],
  read,
}
