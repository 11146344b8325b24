import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Operation } from '../../src/model/vocabulary.ts'
import type { Kind } from '../grammar/kinds.ts'
import { podOf } from '../grammar/record-pod.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { findSandboxId } from '../grammar/sandbox-id.ts'
import { isCrio, isEngine, kubeletOf } from '../grammar/speaker.ts'
import { after } from '../grammar/wording.ts'

interface Wording {
  readonly starts: string
  /** What must follow somewhere; '' if nothing. */
  readonly holds: string
  readonly operation: Operation
  readonly kind: Kind
}

// Source: kubelet 1.4 to 1.23 dockershim, docker_manager.go before it (network/cni/cni.go, docker_sandbox.go), cri-dockerd with the same texts.
// One failed ADD is told by cni.go twice (addToNetwork, SetUpPod) and by docker_manager.go: each is a kind of its own, so that they join.
const wordings: readonly Wording[] = [
  { starts: 'Unable to update cni config', holds: '', operation: 'NetworkReady', kind: 'dockershim-no-cni-config' },
  { starts: 'error updating cni config', holds: '', operation: 'NetworkReady', kind: 'dockershim-no-cni-config' },
  { starts: 'Error loading CNI config', holds: '', operation: 'NetworkReady', kind: 'cni-config-rejected' },
  { starts: 'Error validating CNI config', holds: '', operation: 'NetworkReady', kind: 'cni-config-rejected' },
  // why a configuration was refused, each plugin that it names
  { starts: '[failed to find plugin ', holds: ' in path ', operation: 'NetworkReady', kind: 'cni-config-rejected' },
  {
    starts: 'Failed to setup network for pod ',
    holds: '',
    operation: 'RunPodSandbox',
    kind: 'dockershim-setup-failed',
  },
  {
    starts: 'Failed to teardown network for pod ',
    holds: '',
    operation: 'StopPodSandbox',
    kind: 'dockershim-teardown-failed',
  },
  { starts: 'Error adding pod to network', holds: '', operation: 'RunPodSandbox', kind: 'dockershim-add-failed' },
  { starts: 'Error adding network', holds: '', operation: 'RunPodSandbox', kind: 'dockershim-add-failed' },
  { starts: 'Error adding ', holds: ' to network ', operation: 'RunPodSandbox', kind: 'dockershim-add-failed' },
  { starts: 'Error while adding to cni ', holds: '', operation: 'RunPodSandbox', kind: 'dockershim-add-told' },
  { starts: 'Got error while adding to cni ', holds: '', operation: 'RunPodSandbox', kind: 'dockershim-add-told' },
  {
    starts: 'Error deleting pod from network',
    holds: '',
    operation: 'StopPodSandbox',
    kind: 'dockershim-delete-failed',
  },
  { starts: 'Error deleting network', holds: '', operation: 'StopPodSandbox', kind: 'dockershim-delete-failed' },
  { starts: 'Error deleting ', holds: ' from network ', operation: 'StopPodSandbox', kind: 'dockershim-delete-failed' },
  {
    starts: 'CNI failed to retrieve network namespace path',
    holds: 'No such container',
    operation: 'StopPodSandbox',
    kind: 'dockershim-netns-missing',
  },
]

// Error adding network: ..   Error deleting network: ..
const ofOcicni = /^Error (?:adding|deleting) network\b/

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  // ERRO[0000] Error deleting network: ...   is podman's: it has no kubelet; of what nobody signed, only cri-dockerd's wordings are this
  if (isCrio(record) || record.component === 'crictl' || (isEngine(record) && ofOcicni.test(message))) return undefined
  const wording = wordings.find(
    ({ starts, holds }) => message.startsWith(starts) && message.includes(holds, starts.length),
  )
  if (wording === undefined) return undefined
  const { operation, kind } = wording
  const parts = { operation, component: kubeletOf(record), kind, sandboxId: idOf(record), pod: podOf(record) }
  return [withNetworkType(failedEvent(parts, errorOf(record), message), record)]
}

/** A list is the error by itself. */
function errorOf({ error, message }: LogRecord): string {
  if (error !== '') return error
  return message.startsWith('[') ? message : after(message, ': ')
}

function idOf(record: LogRecord): string {
  const field = record.field('podSandboxID')
  return findSandboxId(field === undefined ? record.message : field)
}

// Error adding kube-system_web/<id> to network bridge/crio-bridge: .. (type/name)
const networkType = / (?:to|from) network ([a-z0-9][a-z0-9-]{0,62})\/[^\s:]{1,253}: /

/** These lines name the configured plugin type where the error chain of old libcni names none. */
function withNetworkType(found: SandboxEvent, record: LogRecord): SandboxEvent {
  if (found.plugin !== '') return found
  const plugin = record.field('networkType') ?? networkType.exec(record.message)?.[1] ?? ''
  return plugin === '' ? found : { ...found, plugin }
}

const id = 'a1b2c3d4'.repeat(8)

/** dockershim's CNI lines inside kubelet, and cri-dockerd's. */
export const event: EventModule = {
  id: 'dockershim',
  title: 'dockershim and cri-dockerd: pod network not set up, not torn down, not configured',
  gate: [
    'Unable to update cni config',
    'error updating cni config',
    'Error loading CNI config',
    'Error validating CNI config',
    '[failed to find plugin ',
    'setup network for pod',
    'teardown network for pod',
    'Error adding ',
    'rror while adding to cni',
    'Error deleting ',
    'retrieve network namespace path',
  ],
  heads: ['Unable', 'Error', 'error', 'CNI', 'Failed', 'Got', ''],
  samples: [
    {
      line: 'W1102 18:07:11.064100   16149 cni.go:196] Unable to update cni config: No networks found in /etc/cni/net.d',
      event: {
        operation: 'NetworkReady',
        outcome: 'failed',
        cause: 'cni-config-missing',
        kind: 'dockershim-no-cni-config',
      },
    },
    {
      line: 'E1103 13:31:44.156417    1334 cni.go:163] error updating cni config: No networks found in /etc/cni/net.d',
      event: { operation: 'NetworkReady', outcome: 'failed', cause: 'cni-config-missing' },
    },
    {
      line: `E0610 19:56:27.525670    1100 cni.go:358] Error adding kube-system_web-0/${id} to network bridge/crio-bridge: failed to set bridge addr: could not add IP address to "cni0": permission denied`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        sandboxId: id,
        podNamespace: 'kube-system',
        podName: 'web-0',
        plugin: 'bridge',
        kind: 'dockershim-add-failed',
      },
    },
    {
      line: 'E0610 19:56:27.525691    1100 cni.go:250] Error while adding to cni network: no IP addresses available in network: cbr0',
      event: { operation: 'RunPodSandbox', outcome: 'failed', cause: 'ipam-exhausted', kind: 'dockershim-add-told' },
    },
    {
      line: 'E0610 19:56:27.525670    1100 cni_windows.go:59] "Got error while adding to cni network" err="unexpected end of JSON input"',
      event: { operation: 'RunPodSandbox', outcome: 'failed', cause: 'network-info-missing' },
    },
    {
      line: "W0101 03:43:48.321342   28784 cni.go:161] Error loading CNI config file /etc/cni/net.d/10-flannel.conf: no 'type'; perhaps this is a .conflist?",
      event: { operation: 'NetworkReady', outcome: 'failed', cause: 'cni-config-invalid', kind: 'cni-config-rejected' },
    },
    {
      line: `W0928 13:58:16.324567    2081 cni.go:258] CNI failed to retrieve network namespace path: Error: No such container: ${id}`,
      event: { operation: 'StopPodSandbox', outcome: 'failed', sandboxId: id, cause: 'sandbox-not-found' },
    },
  ],
  lookAlikes: [
    `W0610 19:56:26.026755    1100 cni.go:328] CNI failed to retrieve network namespace path: cannot find network namespace for the terminated container "${id}"`,
  ],
  read,
}
