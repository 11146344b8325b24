import type { SandboxEvent } from '../../src/model/event.ts'
import type { EventModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Cause } from '../../src/model/vocabulary.ts'
import { failedEvent } from '../grammar/sandbox-event.ts'
import { kubeletOf } from '../grammar/speaker.ts'
import { after } from '../grammar/wording.ts'

// "ListContainers with filter from runtime service failed" · "ImageFsInfo from image service failed" · CreateContainer in sandbox ".." from ..
const failedCall = /^([A-Z]\w{3,40})\b.{0,300}? from (?:runtime|image) service failed/

/** Calls whose time limit a healthy runtime keeps; an exec probe or an image pull may well take longer. */
const prompt: ReadonlySet<string> = new Set(['CreateContainer', 'StartContainer', 'ListContainers', 'ImageFsInfo'])

function read(record: LogRecord): readonly SandboxEvent[] | undefined {
  const { message } = record
  const call = message.includes(' service failed') ? failedCall.exec(message) : null
  if (call === null) return undefined
  const error = record.error === '' ? after(message.slice(call[0].length), ': ') : record.error
  const parts = { operation: 'other', component: kubeletOf(record), kind: 'kubelet-runtime-call-failed' } as const
  const found = failedEvent({ ...parts, secondary: true }, error, message)
  return saysRuntimeIsGone(found.cause, call[1] ?? '') ? [found] : undefined
}

const saysRuntimeIsGone = (cause: Cause | '', call: string): boolean =>
  cause === 'runtime-unavailable' || (cause === 'runtime-timeout' && prompt.has(call))

/**
 * CRI calls about containers and images are no sandbox operations; they count only where they say that the runtime itself
 * is gone or hangs (kubelet 1.8 to 1.34 remote_runtime.go, remote_image.go).
 */
export const event: EventModule = {
  id: 'kubelet-runtime-call',
  title: 'kubelet: a container or image call found no runtime',
  gate: ['from runtime service failed', 'from image service failed'],
  samples: [
    {
      line: 'E0107 05:55:22.523794    1375 remote_runtime.go:549] "ListContainers with filter from runtime service failed" err="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\\"" filter="nil"',
      event: {
        operation: 'other',
        outcome: 'failed',
        component: 'kubelet',
        cause: 'runtime-unavailable',
        kind: 'kubelet-runtime-call-failed',
        secondary: true,
      },
    },
    {
      line: `E0920 16:43:05.653088    8665 remote_runtime.go:187] CreateContainer in sandbox "${'a1b2c3d4'.repeat(8)}" from runtime service failed: rpc error: code = DeadlineExceeded desc = context deadline exceeded`,
      event: { operation: 'other', outcome: 'failed', cause: 'runtime-timeout' },
    },
  ],
  lookAlikes: [
    'E0107 05:55:22.523794    1375 remote_runtime.go:549] "ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container: not found" containerID="x"',
    'E0107 05:55:22.523794    1375 remote_runtime.go:549] "ExecSync cmd from runtime service failed" err="rpc error: code = DeadlineExceeded desc = context deadline exceeded" containerID="x" cmd=[/probe]',
    'E0107 05:55:22.523794    1375 remote_image.go:114] "PullImage from image service failed" err="rpc error: code = NotFound desc = failed to pull and unpack image: not found" image="x"',
  ],
  read,
}
