import type { SandboxEvent } from '../../src/model/event.ts'
import type { CauseId } from '../../src/model/names.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Operation, Outcome } from '../../src/model/vocabulary.ts'
import type { Kind } from '../grammar/kinds.ts'
import type { PodRef } from '../grammar/pod-metadata.ts'
import { findPod } from '../grammar/pod-name.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { findSandboxId } from '../grammar/sandbox-id.ts'
import { isCrio } from '../grammar/speaker.ts'
import { after } from '../grammar/wording.ts'

interface Wording {
  readonly starts: string
  readonly operation: Operation
  readonly outcome: Outcome
  readonly kind: Kind
  readonly secondary?: boolean
}

// Source: CRI-O 1.13 to 1.34 server/sandbox_run*.go, sandbox_stop*.go, sandbox_remove.go, sandbox_network.go.
const wordings: readonly Wording[] = [
  { starts: 'Running pod sandbox: ', operation: 'RunPodSandbox', outcome: 'started', kind: 'crio-run-started' },
  { starts: 'Attempting to run pod sandbox', operation: 'RunPodSandbox', outcome: 'started', kind: 'crio-run-started' },
  { starts: 'Ran pod sandbox ', operation: 'RunPodSandbox', outcome: 'succeeded', kind: 'crio-run-succeeded' },
  { starts: 'ran pod sandbox ', operation: 'RunPodSandbox', outcome: 'succeeded', kind: 'crio-run-succeeded' },
  {
    starts: 'Response: &RunPodSandboxResponse{',
    operation: 'RunPodSandbox',
    outcome: 'succeeded',
    kind: 'crio-run-succeeded',
  },
  { starts: 'error reserving pod name ', operation: 'RunPodSandbox', outcome: 'failed', kind: 'crio-name-reserved' },
  { starts: 'Stopping pod sandbox: ', operation: 'StopPodSandbox', outcome: 'started', kind: 'crio-stop-started' },
  { starts: 'Stopped pod sandbox', operation: 'StopPodSandbox', outcome: 'succeeded', kind: 'crio-stop-succeeded' },
  { starts: 'Removing pod sandbox: ', operation: 'RemovePodSandbox', outcome: 'started', kind: 'crio-remove-started' },
  { starts: 'Removed pod sandbox', operation: 'RemovePodSandbox', outcome: 'succeeded', kind: 'crio-remove-succeeded' },
  {
    starts: 'CNI plugin not ready. Waiting to create',
    operation: 'NetworkReady',
    outcome: 'failed',
    kind: 'crio-waiting-for-cni',
  },
  { starts: 'Error loading CNI config', operation: 'NetworkReady', outcome: 'failed', kind: 'cni-config-rejected' },
  { starts: 'Error validating CNI config', operation: 'NetworkReady', outcome: 'failed', kind: 'cni-config-rejected' },
  { starts: 'Error adding network', operation: 'RunPodSandbox', outcome: 'failed', kind: 'crio-add-failed' },
  {
    starts: 'Error while adding pod to CNI network',
    operation: 'RunPodSandbox',
    outcome: 'failed',
    kind: 'crio-add-failed',
  },
  { starts: 'Error deleting network', operation: 'other', outcome: 'failed', kind: 'crio-delete-failed' },
  {
    starts: 'Error while removing pod from CNI network',
    operation: 'other',
    outcome: 'failed',
    kind: 'crio-delete-failed',
  },
  {
    starts: 'Failed to destroy network for pod sandbox',
    operation: 'other',
    outcome: 'failed',
    kind: 'crio-delete-failed',
  },
  {
    starts: 'Error stopping network on cleanup',
    operation: 'other',
    outcome: 'failed',
    kind: 'crio-clean-up-failed',
    secondary: true,
  },
  {
    starts: 'could not restore sandbox IP',
    operation: 'PodSandboxStatus',
    outcome: 'failed',
    kind: 'crio-restore-failed',
  },
  { starts: 'could not restore sandbox ', operation: 'other', outcome: 'failed', kind: 'crio-restore-failed' },
]

// Wordings that tell their cause as a whole.
const causeOfKind: ReadonlyMap<Kind, CauseId> = new Map<Kind, CauseId>([
  ['crio-name-reserved', 'sandbox-name-conflict'],
  ['crio-waiting-for-cni', 'cni-config-missing'],
  ['crio-restore-failed', 'state-corrupt'],
])

const responseCalls: readonly (readonly [string, Operation])[] = [
  ['/RunPodSandbox', 'RunPodSandbox'],
  ['/StopPodSandbox', 'StopPodSandbox'],
  ['/RemovePodSandbox', 'RemovePodSandbox'],
  ['/PodSandboxStatus', 'PodSandboxStatus'],
  ['/ListPodSandbox', 'ListPodSandbox'],
]

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  if (message.startsWith('Response error: ')) return readResponseError(record)
  const wording = wordings.find(({ starts }) => message.startsWith(starts))
  if (wording === undefined) return undefined
  const { operation, outcome, kind, secondary } = wording
  // dockershim and other programs share the texts of ocicni; only CRI-O's are read here.
  if (!isCrio(record) && (kind === 'cni-config-rejected' || message.startsWith('Error '))) return undefined
  const parts = {
    operation,
    component: 'crio',
    kind,
    secondary: secondary ?? false,
    sandboxId: findSandboxId(message),
  } as const
  const pod = readInfraForm(message) ?? findPod(message)
  if (outcome !== 'failed') return [plainEvent({ ...parts, pod }, outcome, message)]
  const cause = causeOfKind.get(kind)
  const error = record.error || (cause === undefined ? after(message, ': ') : '') || message
  return [failedEvent(cause === undefined ? { ...parts, pod } : { ...parts, pod, cause }, error, message)]
}

// Response error: error creating pod sandbox with name "k8s_..": .. · reserving pod sandbox name: .. (the record was cut before its fields)
const runWords = /^(?:error )?(?:creating pod sandbox|reserving pod|failed to create pod network sandbox)/

/** Debug level: the answer to a call, whose name stands in the field `name` (`/runtime.v1.RuntimeService/RunPodSandbox`). */
function readResponseError(record: LogRecord): readonly SandboxEvent[] | undefined {
  const name = record.field('name') ?? ''
  const runs = name === '' && runWords.test(after(record.message, ': '))
  const operation = runs ? 'RunPodSandbox' : responseCalls.find(([end]) => name.endsWith(end))?.[1]
  if (operation === undefined) return undefined
  return [
    failedEvent(
      { operation, component: 'crio', kind: 'crio-response-failed' },
      after(record.message, ': '),
      record.message,
    ),
  ]
}

// Ran pod sandbox <id> with infra container: default/web-0/POD · Running pod sandbox: default/web-0/POD
const infraForm = /\b([a-z0-9][a-z0-9-]{0,62})\/([A-Za-z0-9][A-Za-z0-9.-]{0,252})\/POD\b/

function readInfraForm(message: string): PodRef | undefined {
  const found = infraForm.exec(message)
  if (found === null) return undefined
  return { namespace: found[1] ?? '', name: found[2] ?? '', uid: '', attempt: -1, from: 'name-form' }
}

const id = 'a1b2c3d4'.repeat(8)

/** CRI-O's sandbox and CNI lines. A failed start has no error line of its own at the default level: kubelet prints it. */
export const event: EventModule = {
  id: 'crio',
  title: 'CRI-O: sandbox started, stopped, removed; network not set up, not torn down, not configured',
  gate: [
    'unning pod sandbox: ',
    'run pod sandbox with',
    'an pod sandbox ',
    'RunPodSandboxResponse',
    'reserving pod name',
    'Stopping pod sandbox: ',
    'Stopped pod sandbox',
    'Removing pod sandbox: ',
    'Removed pod sandbox',
    'CNI plugin not ready',
    'Error loading CNI config',
    'Error validating CNI config',
    'Error adding network',
    'adding pod to CNI network',
    'Error deleting network',
    'removing pod from CNI network',
    'destroy network for pod sandbox',
    'Error stopping network on cleanup',
    'could not restore sandbox',
    'Response error: ',
  ],
  heads: [
    'Running',
    'Attempting',
    'Ran',
    'ran',
    'Response',
    'error',
    'Stopping',
    'Stopped',
    'Removing',
    'Removed',
    'CNI',
    'Error',
    'Failed',
    'could',
  ],
  samples: [
    {
      line: 'time="2024-01-01 10:00:00.123456789Z" level=info msg="Running pod sandbox: default/web-0/POD" id=5c0f name=/runtime.v1.RuntimeService/RunPodSandbox',
      event: {
        operation: 'RunPodSandbox',
        outcome: 'started',
        component: 'crio',
        podNamespace: 'default',
        podName: 'web-0',
      },
    },
    {
      line: `time="2024-01-01 10:00:00.123456789Z" level=info msg="Ran pod sandbox ${id} with infra container: default/web-0/POD" id=5c0f name=/runtime.v1.RuntimeService/RunPodSandbox`,
      event: { operation: 'RunPodSandbox', outcome: 'succeeded', sandboxId: id, podName: 'web-0' },
    },
    {
      line: `time="2024-01-01 10:00:00.123456789Z" level=info msg="Stopped pod sandbox (already stopped): ${id}" id=5c0f`,
      event: { operation: 'StopPodSandbox', outcome: 'succeeded', sandboxId: id },
    },
    {
      line: 'Jul 10 04:34:46 node-1 crio[413]: time="2019-07-10 04:34:46.893330511Z" level=error msg="Error deleting network: failed to convert major version part \\"\\": strconv.Atoi: parsing \\"\\": invalid syntax"',
      event: { operation: 'other', outcome: 'failed', component: 'crio', cause: 'cni-config-version-missing' },
    },
    {
      line: 'Apr 14 19:11:55 node-1 crio[413]: time="2020-04-14 19:11:55.554497208Z" level=debug msg="Response error: error creating pod sandbox with name \\"k8s_web-0_default_b2648924-ac95-48fc-8ea6-3c811eef3696_0\\": Error initializing sourc',
      event: { operation: 'RunPodSandbox', outcome: 'failed', podNamespace: 'default', podName: 'web-0' },
    },
    {
      line: `time="2024-02-20 12:48:35.749943784Z" level=warning msg="error reserving pod name k8s_web-0_default_b2648924-ac95-48fc-8ea6-3c811eef3696_1 for id ${id}: name is reserved"`,
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        sandboxId: id,
        podName: 'web-0',
        attempt: 1,
        cause: 'sandbox-name-conflict',
      },
    },
  ],
  lookAlikes: [
    'time="2024-01-01 10:00:00.123456789Z" level=debug msg="Response error: container with ID starting with a1b2 not found',
    `time="2024-01-01 10:00:00.123456789Z" level=warning msg="Could not get sandbox ${id}, it's probably been stopped already: not found" id=5c0f`,
    `time="2024-01-01 10:00:00.123456789Z" level=info msg="NetworkStart: stopping network for sandbox ${id}" id=5c0f`,
    'time="2024-01-01 10:00:00.123456789Z" level=info msg="Found CNI network cbr0 (type=flannel) at /etc/cni/net.d/10-flannel.conflist"',
  ],
  read,
}
