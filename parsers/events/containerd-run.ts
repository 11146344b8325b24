import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { readPodMetadata } from '../grammar/pod-metadata.ts'
import { failedEvent, plainEvent } from '../grammar/sandbox-event.ts'
import { runtimeOf } from '../grammar/speaker.ts'
import { errorText, isErrorLevel, nameAt } from '../grammar/wording.ts'

const returns = ' returns sandbox id '
const failed = ' failed, error'

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  // "RunPodsandbox for" (small s) is containerd 1.1.6 to 1.5, "RunPodSandbox with config" 1.1.0 to 1.2.3.
  const body = message.slice('RunPodSandbox '.length)
  if (!body.startsWith('for ') && !body.startsWith('with config ')) return undefined
  if (body.endsWith('from runtime service failed')) return undefined
  const pod = readPodMetadata(message)
  const base = { operation: 'RunPodSandbox', component: runtimeOf(record), pod } as const
  const done = message.lastIndexOf(returns)
  if (done >= 0) {
    const sandboxId = nameAt(message, done + returns.length).text
    return [plainEvent({ ...base, kind: 'containerd-run-succeeded', sandboxId }, 'succeeded', message)]
  }
  const broken = message.indexOf(failed)
  if (broken >= 0 || isErrorLevel(record)) {
    const error = errorText(record, broken < 0 ? '' : message.slice(broken))
    return [failedEvent({ ...base, kind: 'containerd-run-failed' }, error, message)]
  }
  return [plainEvent({ ...base, kind: 'containerd-run-started' }, 'started', message)]
}

/** containerd's RunPodSandbox lines (instrumented_service.go of containerd 1.1 to 2.3; cri-containerd before them). */
export const event: EventModule = {
  id: 'containerd-run',
  title: 'containerd: RunPodSandbox started, succeeded, failed',
  gate: ['RunPodSandbox', 'RunPodsandbox'],
  heads: ['RunPodSandbox', 'RunPodsandbox'],
  samples: [
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:coredns-5d4,Uid:7c0e6e1c-6f0a-4f5c-9d9e-3a1f5c1b2a10,Namespace:kube-system,Attempt:2,}"',
      event: {
        operation: 'RunPodSandbox',
        outcome: 'started',
        component: 'containerd',
        podName: 'coredns-5d4',
        podNamespace: 'kube-system',
        podUid: '7c0e6e1c-6f0a-4f5c-9d9e-3a1f5c1b2a10',
        attempt: 2,
        kind: 'containerd-run-started',
        podFrom: 'metadata',
      },
    },
    {
      line: 'time="2021-03-01T10:00:00.000000001Z" level=info msg="RunPodsandbox for &PodSandboxMetadata{Name:web-0,Uid:0f8a4a4eabea337d207d343535aacb3c,Namespace:default,Attempt:0,}"',
      event: { operation: 'RunPodSandbox', outcome: 'started', podName: 'web-0', attempt: 0 },
    },
    {
      line: 'time="2026-01-05T08:00:00.000000001Z" level=info msg="RunPodSandbox for name:\\"web-0\\"  uid:\\"42aeff4d-c5cd-4dde-9ce0-bddd1e0c301c\\"  namespace:\\"default\\""',
      event: { operation: 'RunPodSandbox', outcome: 'started', podName: 'web-0', podNamespace: 'default', attempt: 0 },
    },
    {
      line: 'time="2022-04-26T00:43:25.518165483Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:0f8a4a4eabea337d207d343535aacb3c,Namespace:default,Attempt:0,} returns sandbox id \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\""',
      event: {
        operation: 'RunPodSandbox',
        outcome: 'succeeded',
        sandboxId: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        kind: 'containerd-run-succeeded',
      },
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:0f8a4a4eabea337d207d343535aacb3c,Namespace:default,Attempt:0,} failed, error" error="failed to setup network for sandbox \\"1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\": plugin type=\\"bridge\\" failed (add): incompatible CNI versions; config is \\"1.0.0\\", plugin supports [\\"0.1.0\\" \\"0.2.0\\" \\"0.3.0\\" \\"0.3.1\\" \\"0.4.0\\"]"',
      event: {
        operation: 'RunPodSandbox',
        outcome: 'failed',
        sandboxId: '1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        podName: 'web-0',
        plugin: 'bridge',
        configVersion: '1.0.0',
        supportedVersions: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0'],
        cause: 'cni-config-version-unsupported',
        kind: 'containerd-run-failed',
      },
    },
  ],
  lookAlikes: [
    'time="2022-04-26T00:43:24.518165483Z" level=debug msg="Start to recover RunPodSandbox handlers"',
    'time="2022-04-26T00:43:24.518165483Z" level=info msg="CreateContainer within sandbox \\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\\" for container &ContainerMetadata{Name:web,Attempt:0,}"',
  ],
  read,
}
