import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Kind } from '../grammar/kinds.ts'
import { podOf } from '../grammar/record-pod.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { kubeletOf } from '../grammar/speaker.ts'
import { readElidedKill, readSyncResult } from '../grammar/sync-result.ts'

// Source: kubelet 1.8 to 1.34 pod_workers.go, kubelet.go, kubelet_pods.go, kuberuntime_manager.go, apimachinery runtime.go.
const starts: readonly (readonly [string, Kind])[] = [
  ['Error syncing pod', 'kubelet-error-syncing-pod'],
  ['killPodWithSyncResult failed', 'kubelet-sync-result'],
  ['Failed killing the pod', 'kubelet-kill-pod-failed'],
  ['Error killing pod', 'kubelet-kill-pod-failed'],
  ['error killing pod', 'kubelet-kill-pod-failed'],
  ['error killing terminating pod', 'kubelet-kill-pod-failed'],
  ['Unable to kill pod', 'kubelet-kill-pod-failed'],
  ['Unhandled Error', 'kubelet-unhandled-error'],
  ['UnhandledError', 'kubelet-unhandled-error'],
  // HandleError of kubelet up to 1.30: the bare text of the sync result, alone or in a list
  ['failed to "', 'kubelet-unhandled-error'],
  ['[failed to "', 'kubelet-unhandled-error'],
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const kind = starts.find(([start]) => message.startsWith(start))?.[1]
  if (kind === undefined) return undefined
  const result =
    readSyncResult(record.error === '' ? message : record.error) ??
    (kind === 'kubelet-sync-result' ? readElidedKill(record.error) : undefined)
  if (result === undefined) return undefined
  const podUid = record.field('podUID') ?? result.podUid
  // The raw text of HandleError names the pod in its quoted target only, which the error text gives.
  const pod = kind === 'kubelet-unhandled-error' ? undefined : podOf(record)
  const { operation } = result
  return [
    failedEvent({ operation, component: kubeletOf(record), kind, pod, podUid, secondary: true }, result.error, message),
  ]
}

const id = 'a1b2c3d4'.repeat(8)
const uid = 'b2648924-ac95-48fc-8ea6-3c811eef3696'

/** Lines that repeat a sandbox error as the result of a pod's sync. */
export const event: EventModule = {
  id: 'kubelet-sync',
  title: 'kubelet: result of a pod sync with a sandbox error',
  gate: [
    'CreatePodS',
    'KillPodS',
    'ConfigPodSandbox',
    'SetupNetworkError',
    'TeardownNetworkError',
    'network is not ready',
    'killPodWithSyncResult failed',
  ],
  heads: ['Error', 'error', 'killPodWithSyncResult', 'Failed', 'Unable', 'Unhandled', 'UnhandledError', 'failed', ''],
  samples: [
    {
      line: 'E0325 14:23:07.658397 "killPodWithSyncResult failed" err="...dial tcp 10.96.0.1:443: i/o timeout" pod="shop/web-0"',
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        podNamespace: 'shop',
        podName: 'web-0',
        cause: 'cni-apiserver-unreachable',
      },
    },
    {
      line: `E0904 20:04:57.411920   65352 pod_workers.go:965] "Error syncing pod, skipping" err="failed to \\"CreatePodSandbox\\" for \\"web-0_default(${uid})\\" with CreatePodSandboxError: \\"Failed to create sandbox for pod \\\\\\"web-0_default(${uid})\\\\\\": rpc error: code = Unknown desc = failed to setup network for sandbox \\\\\\"${id}\\\\\\": plugin type=\\\\\\"bridge\\\\\\" failed (add): incompatible CNI versions; config is \\\\\\"1.0.0\\\\\\", plugin supports [\\\\\\"0.1.0\\\\\\" \\\\\\"0.4.0\\\\\\"]\\"" pod="default/web-0" podUID=${uid}`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        component: 'kubelet',
        sandboxId: id,
        podNamespace: 'default',
        podName: 'web-0',
        podUid: uid,
        plugin: 'bridge',
        configVersion: '1.0.0',
        secondary: true,
        kind: 'kubelet-error-syncing-pod',
      },
    },
    {
      line: `E1222 17:10:18.432742   10468 kuberuntime_manager.go:705] "killPodWithSyncResult failed" err="failed to \\"KillPodSandbox\\" for \\"${uid}\\" with KillPodSandboxError: \\"rpc error: code = Unknown desc = failed to destroy network for sandbox \\\\\\"${id}\\\\\\": invalid version \\\\\\"\\\\\\": the version is empty\\""`,
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        sandboxId: id,
        podUid: uid,
        cause: 'cni-config-version-missing',
      },
    },
    {
      line: `E1222 17:10:18.432742   10468 kubelet.go:1782] failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"`,
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        podUid: uid,
        cause: 'runtime-timeout',
        kind: 'kubelet-unhandled-error',
      },
    },
    {
      line: `E0120 11:42:33.916532    4787 pod_workers.go:191] Error syncing pod ${uid} ("web-0_default(${uid})"), skipping: network is not ready: runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized`,
      event: {
        operation: 'NetworkReady',
        outcome: 'failed',
        podName: 'web-0',
        podUid: uid,
        cause: 'cni-config-missing',
      },
    },
    {
      line: 'E0909 02:58:28.809640    4658 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"CreatePodSa>',
      event: { operation: 'RunPodSandbox', outcome: 'failed', cause: 'unknown' },
    },
  ],
  lookAlikes: [
    'E0909 02:58:28.809640    4658 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContain>',
    'E0120 11:42:33.916532    4787 pod_workers.go:191] Error syncing pod b2648924-ac95-48fc-8ea6-3c811eef3696 ("web-0_default(b2648924-ac95-48fc-8ea6-3c811eef3696)"), skipping: failed to "StartContainer" for "web" with CrashLoopBackOff: "Back-off 5m0s restarting failed container=install-cni pod=web-0_default(b2648924)"',
  ],
  read,
}
