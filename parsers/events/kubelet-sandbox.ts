import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Operation, Outcome } from '../../src/model/vocabulary.ts'
import type { Kind } from '../grammar/kinds.ts'
import { podOf } from '../grammar/record-pod.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { findSandboxId, isSandboxId } from '../grammar/sandbox-id.ts'
import { kubeletOf } from '../grammar/speaker.ts'

interface Wording {
  /** How the message starts: unstructured (kubelet up to 1.20) and structured (1.21 and later) forms share a start or have a row each. */
  readonly starts: string
  /** What must follow somewhere; '' if nothing. */
  readonly holds: string
  readonly operation: Operation
  readonly outcome: Outcome
  readonly kind: Kind
  readonly secondary: boolean
}

const row = (
  starts: string,
  holds: string,
  operation: Operation,
  outcome: Outcome,
  kind: Kind,
  secondary = false,
): Wording => ({
  starts,
  holds,
  operation,
  outcome,
  kind,
  secondary,
})

// Source: kubelet 1.8 to 1.34, kuberuntime_sandbox.go, kuberuntime_manager.go, kuberuntime_gc.go.
const wordings: readonly Wording[] = [
  row('CreatePodSandbox for pod failed', '', 'RunPodSandbox', 'failed', 'kubelet-create-pod-sandbox-failed', true),
  row('CreatePodSandbox for pod ', '', 'RunPodSandbox', 'failed', 'kubelet-create-sandbox-failed'),
  row('createPodSandbox for pod ', '', 'RunPodSandbox', 'failed', 'kubelet-create-pod-sandbox-failed', true),
  row('Failed to create sandbox for pod', '', 'RunPodSandbox', 'failed', 'kubelet-create-sandbox-failed'),
  row('GeneratePodSandboxConfig for pod ', ' failed', 'RunPodSandbox', 'failed', 'kubelet-sandbox-config-failed'),
  row('Failed to generate sandbox config for pod', '', 'RunPodSandbox', 'failed', 'kubelet-sandbox-config-failed'),
  row('Create pod log directory for pod ', ' failed', 'RunPodSandbox', 'failed', 'kubelet-sandbox-config-failed'),
  row('Failed to create log directory for pod', '', 'RunPodSandbox', 'failed', 'kubelet-sandbox-config-failed'),
  row('Failed to list pod sandboxes', '', 'ListPodSandbox', 'failed', 'kubelet-list-sandboxes-failed', true),
  row('ListPodSandbox failed: ', '', 'ListPodSandbox', 'failed', 'kubelet-list-sandboxes-failed', true),
  row('Created PodSandbox ', '', 'RunPodSandbox', 'succeeded', 'kubelet-sandbox-created'),
  row('Stopping PodSandbox for ', '', 'StopPodSandbox', 'started', 'kubelet-stopping-sandbox'),
  row('Failed to stop sandbox before removing', '', 'StopPodSandbox', 'failed', 'kubelet-gc-stop-failed', true),
  row('Failed to stop sandbox ', ' before removing', 'StopPodSandbox', 'failed', 'kubelet-gc-stop-failed', true),
  row('Failed to stop sandbox', '', 'StopPodSandbox', 'failed', 'kubelet-stop-sandbox-failed', true),
  row('Failed to remove sandbox', '', 'RemovePodSandbox', 'failed', 'kubelet-gc-remove-failed', true),
  row('Removing sandbox', '', 'RemovePodSandbox', 'started', 'kubelet-gc-removing'),
  row('PodSandboxStatus of sandbox ', ' for pod ', 'PodSandboxStatus', 'failed', 'kubelet-sandbox-status-failed'),
  row('PodSandboxStatus of sandbox for pod', '', 'PodSandboxStatus', 'failed', 'kubelet-sandbox-status-failed'),
  row(
    'Failed to get pod sandbox status',
    'kipping pod',
    'PodSandboxStatus',
    'failed',
    'kubelet-status-skipping-pod',
    true,
  ),
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const wording = wordings.find(
    ({ starts, holds }) => message.startsWith(starts) && message.includes(holds, starts.length),
  )
  if (wording === undefined) return undefined
  const { operation, outcome, kind, secondary } = wording
  const parts = {
    operation,
    component: kubeletOf(record),
    kind,
    secondary,
    sandboxId: idOf(record),
    pod: podOf(record),
  }
  if (outcome !== 'failed') return [plainEvent(parts, outcome, message)]
  return [failedEvent(parts, errorOf(record), message)]
}

// CreatePodSandbox for pod "web_default(uid)" failed: rpc error: .. · Failed to stop sandbox "x": Error response from daemon: ..
function errorOf(record: LogRecord): string {
  if (record.error !== '') return record.error
  const { message } = record
  const at = message.indexOf(': ')
  return at < 0 ? '' : message.slice(at + 2).trim()
}

function idOf(record: LogRecord): string {
  const field = record.field('podSandboxID') ?? record.field('sandboxID')
  if (field !== undefined) return findSandboxId(field) || (isSandboxId(field) ? field : '')
  const colon = record.message.indexOf(': ')
  return findSandboxId(colon < 0 ? record.message : record.message.slice(0, colon))
}

const id = 'a1b2c3d4'.repeat(8)
const uid = 'b2648924-ac95-48fc-8ea6-3c811eef3696'

/** kubelet's own lines about a sandbox's life; most repeat the error of the CRI call before them. */
export const event: EventModule = {
  id: 'kubelet-sandbox',
  title: 'kubelet: sandbox created, stopped, removed, or not',
  gate: [
    'reatePodSandbox for pod',
    'create sandbox for pod',
    'GeneratePodSandboxConfig for pod',
    'generate sandbox config for pod',
    'reate pod log directory for pod',
    'create log directory for pod',
    'list pod sandboxes',
    'ListPodSandbox failed',
    'Created PodSandbox ',
    'Stopping PodSandbox for',
    'Failed to stop sandbox',
    'Failed to remove sandbox',
    'Removing sandbox',
    'PodSandboxStatus of sandbox',
    'get pod sandbox status',
  ],
  heads: [
    'CreatePodSandbox',
    'createPodSandbox',
    'Failed',
    'GeneratePodSandboxConfig',
    'Create',
    'ListPodSandbox',
    'Created',
    'Stopping',
    'Removing',
    'PodSandboxStatus',
  ],
  samples: [
    {
      line: `E0904 20:04:57.411859   65352 kuberuntime_sandbox.go:71] "Failed to create sandbox for pod" err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"${id}\\": plugin type=\\"calico\\" failed (add): stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/" pod="default/web-0"`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        sandboxId: id,
        podNamespace: 'default',
        podName: 'web-0',
        podFrom: 'kobj',
        plugin: 'calico',
        kind: 'kubelet-create-sandbox-failed',
      },
    },
    {
      line: `E0904 20:04:57.411859   65352 kuberuntime_manager.go:727] createPodSandbox for pod "web-0_default(${uid})" failed: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": failed to find plugin "loopback" in path [/opt/cni/bin]`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        podName: 'web-0',
        podNamespace: 'default',
        podUid: uid,
        secondary: true,
      },
    },
    {
      line: `E1222 17:10:18.432707   10468 kuberuntime_manager.go:965] "Failed to stop sandbox" podSandboxID={Type:containerd ID:${id}}`,
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        sandboxId: id,
        cause: 'unknown',
        kind: 'kubelet-stop-sandbox-failed',
      },
    },
    {
      line: `E1220 15:42:09.554162    1396 kuberuntime_manager.go:784] Failed to stop sandbox {"docker" "${id}"}`,
      event: { operation: 'StopPodSandbox', outcome: 'failed', sandboxId: id },
    },
    {
      line: `E0512 11:18:48.475066   39085 kuberuntime_gc.go:177] "Failed to stop sandbox before removing" err="rpc error: code = DeadlineExceeded desc = context deadline exceeded" sandboxID="${id}"`,
      event: {
        operation: 'StopPodSandbox',
        outcome: 'failed',
        sandboxId: id,
        kind: 'kubelet-gc-stop-failed',
        secondary: true,
      },
    },
    {
      line: `I0512 11:18:48.475066   39085 kuberuntime_manager.go:900] "Created PodSandbox for pod" podSandboxID="${id}" pod="default/web-0"`,
      event: { operation: 'RunPodSandbox', outcome: 'succeeded', sandboxId: id, podName: 'web-0' },
    },
  ],
  lookAlikes: [
    'I0512 11:18:48.475066   39085 kuberuntime_manager.go:469] "No sandbox for pod can be found. Need to start a new one" pod="default/web-0"',
    'I0512 11:18:48.475066   39085 kuberuntime_manager.go:900] "Pod was deleted and sandbox failed to be created" pod="default/web-0" podUID="x"',
    `W0512 11:18:48.475066   39085 pod_container_deletor.go:79] Container "${id}" not found in pod's containers`,
  ],
  read,
}
