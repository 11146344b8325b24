import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { phrases } from '../grammar/bare-phrases.ts'
import { findPod } from '../grammar/pod-name.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { after, isErrorLevel } from '../grammar/wording.ts'

interface Wording {
  /** Stands anywhere in the message, because plugin logs put their own heads in front. */
  readonly holds: string
  /** Where the error text begins; '' = the whole message is it. */
  readonly error: string
}

// calico `Final result of CNI ADD was an error. error=..` (plugin.go 3.20 and later); aws cni.go; azure cni-ipam, cni-net;
// multus `error in getting result from DelNetwork: ..`.
const failures: readonly Wording[] = [
  { holds: 'Final result of CNI ', error: 'error=' },
  { holds: 'Error received from AddNetwork gRPC call', error: ': ' },
  { holds: 'Error received from DelNetwork gRPC call', error: ': ' },
  { holds: 'Failed to assign an IP address to pod ', error: '' },
  { holds: 'Failed to assign an IP address to container ', error: '' },
  { holds: 'Failed CNI request: ', error: ': ' },
  // antrea-agent server.go
  { holds: 'Failed to configure container ', error: 'interface: ' },
  { holds: 'error in getting result from AddNetwork', error: ': ' },
  { holds: 'error in getting result from DelNetwork', error: ': ' },
]

// [cni-ipam] ADD command completed with result:<nil> err:Failed to allocate address: ..
const completed = /\b(?:ADD|DEL) command completed with .{0,2000}?err:(.*)/s

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  if (message.includes('Received CNI add request') || message.includes('Received CNI del request')) {
    return [
      plainEvent(
        {
          operation: 'other',
          component: 'plugin',
          kind: 'plugin-request',
          sandboxId: requestId(message),
          pod: findPod(message),
        },
        'started',
        message,
      ),
    ]
  }
  const error = failureText(record)
  return error === ''
    ? undefined
    : [
        failedEvent(
          { operation: 'other', component: 'plugin', kind: 'plugin-failed', sandboxId: requestId(message) },
          error,
          message,
        ),
      ]
}

// [azure-vnet] Failed to allocate pool: Failed to delegate: .. · [azure-vnet-ipam] Failed to allocate address: No available addresses.
const azureAddress = /^\[azure-vnet(?:-ipam)?\] (Failed to (?:allocate|release|delegate) .*)/
// azure-vnet 1.0 to 1.4: [net] Failed to delete endpoint 2f1c0f4d-eth0, err:Failed to remove hcn endpoint: ..
const azureFailure =
  /^(?:\[[a-z-]{2,20}\] )?Failed to (?:initialize key-value store|(?:create|delete) (?:endpoint|network))\b.{0,300}?, err: ?(.*)/

function failureText(record: LogRecord): string {
  const { message } = record
  const wording = failures.find(({ holds }) => message.includes(holds))
  if (wording !== undefined) {
    if (isQuotedIn(message, message.indexOf(wording.holds))) return ''
    const said = message.slice(message.indexOf(wording.holds))
    const text = record.error || (wording.error === '' ? said : after(said, wording.error))
    return text || message
  }
  if (message.includes('command completed with')) return azureError(completed, message)
  if (record.payload === 'azure-vnet-log') return azureError(azureFailure, message) || azureError(azureAddress, message)
  return fromPluginLogger(record) && isErrorLevel(record) ? record.error || message : ''
}

function azureError(pattern: RegExp, message: string): string {
  const text = pattern.exec(message)?.[1]?.trim() ?? ''
  return text.startsWith('<nil>') ? '' : text
}

// (combined from similar events): Failed to create pod sandbox: .. error in getting result from AddNetwork: ..
/** The caller's words stand in front of the plugin's: the record tells of the sandbox, not of the plugin alone. */
const isQuotedIn = (message: string, end: number): boolean =>
  phrases.some(({ text }) => {
    const at = message.indexOf(text)
    return at >= 0 && at < end
  })

// calico 3.x: `[ERROR][4321] cni-plugin/k8s.go 77: ..`; node agents log in the same format from other files
const calicoPlugin = /^(?:cni-plugin\/|plugin\.go|k8s\.go|ipam_plugin\.go)/

/** Cilium's plugin logs through containerd's stderr with `subsys=cilium-cni`; multus names itself in front. */
const fromPluginLogger = (record: LogRecord): boolean =>
  record.payload === 'multus-log' ||
  (record.payload === 'calico-log' && calicoPlugin.test(record.caller)) ||
  record.field('subsys') === 'cilium-cni' ||
  record.message.startsWith('Multus: ') ||
  record.message.startsWith('CmdAdd') ||
  record.message.startsWith('CmdDel')

// ContainerID(2509..) · for container 2509..: · containerID=2509..
const containerId = /[Cc]ontainer(?:ID)?[(= ]\\*"?([0-9a-f]{64})\b/

const requestId = (message: string): string => containerId.exec(message)?.[1] ?? ''

const id = 'a1b2c3d4'.repeat(8)

/** CNI plugins' own logs. Their failures come back in the runtime's line, so they are of operation `other`. */
export const event: EventModule = {
  id: 'plugin-log',
  title: 'CNI plugins: requests and failures in their own logs',
  gate: [
    'Final result of CNI',
    'Received CNI ',
    'Failed CNI request: ',
    'Failed to assign an IP address to ',
    'Failed to configure container ',
    'AddNetwork gRPC call',
    'DelNetwork gRPC call',
    'result from AddNetwork',
    'result from DelNetwork',
    'command completed with',
    '[azure-vnet] Failed to ',
    '[azure-vnet-ipam] Failed to ',
    'Failed to initialize key-value store',
    'Failed to create endpoint',
    'Failed to delete endpoint',
    'Failed to create network',
    'Failed to delete network',
    'subsys=cilium-cni',
    '[ERROR][',
    'Z [error]',
    'Multus: ',
    'CmdAdd',
    'CmdDel',
  ],
  samples: [
    {
      line: '2022-07-01 09:31:06.551 [ERROR][4035329] plugin.go 121: Final result of CNI ADD was an error. error=stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/',
      event: {
        operation: 'other',
        outcome: 'failed',
        component: 'plugin',
        cause: 'cni-agent-unreachable',
        kind: 'plugin-failed',
      },
    },
    {
      line: '2021/05/12 02:19:52 [1356] [net] Failed to delete endpoint 2f1c0f4d-eth0, err:Failed to remove hcn endpoint: 0f1e from namespace: 2d3c due to error: hcnOpenNamespace failed in Win32: Element not found. (0x490).',
      event: {
        operation: 'other',
        outcome: 'failed',
        component: 'plugin',
        cause: 'netns-missing',
        kind: 'plugin-failed',
      },
    },
    {
      line: '2021/05/12 02:19:52 [1356] [azure-vnet-ipam] Failed to allocate address: No available addresses.',
      event: { operation: 'other', outcome: 'failed', component: 'plugin', cause: 'ipam-exhausted' },
    },
    {
      line: `2022-07-01T09:31:06.551Z [ERROR] Failed to assign an IP address to pod web-0, namespace default container ${id}`,
      event: { operation: 'other', outcome: 'failed', component: 'plugin', sandboxId: id, cause: 'ipam-exhausted' },
    },
    {
      line: `{"level":"info","ts":"2021-08-25T16:57:52.628Z","caller":"routed-eni-cni-plugin/cni.go:240","msg":"Received CNI del request: ContainerID(${id}) Netns() IfName(eth0) Args(IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0;K8S_POD_INFRA_CONTAINER_ID=${id}) Path(/opt/cni/bin)"}`,
      event: {
        operation: 'other',
        outcome: 'started',
        sandboxId: id,
        podNamespace: 'default',
        podName: 'web-0',
        podFrom: 'cni-args',
      },
    },
    {
      line: `E1104 19:03:43.791622       1 server.go:351] Failed to configure container ${id} interface: failed to Statfs "/host/var/run/netns/cni-90c11885": no such file or directory`,
      event: { operation: 'other', outcome: 'failed', component: 'plugin', sandboxId: id, cause: 'netns-missing' },
    },
    {
      line: ' error in getting result from DelNetwork: invalid version "": the version is empty',
      event: { operation: 'other', outcome: 'failed', cause: 'cni-config-version-missing', configVersion: '' },
    },
  ],
  lookAlikes: ['2018/06/26 08:12:25 [cni-ipam] DEL command completed with err:<nil>'],
  read,
}
