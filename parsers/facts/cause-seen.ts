import type { Fact } from '../../src/model/fact.ts'
import type { CauseId } from '../../src/model/names.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { classifyError } from '../errors/classify.ts'
import { factOf } from '../grammar/fact.ts'
import { isWorkload } from '../grammar/speaker.ts'

// rpc error: code = 2 desc = failed to create containerd task: OCI runtime create failed: .. no space left on device
// Error: failed to get sandbox container task: OCI runtime state failed: .. pthread_create failed: Resource temporarily unavailable
const containerWords: readonly string[] = [
  'failed to create containerd task',
  'failed to get sandbox container task',
  'failed to start container',
  'failed to create shim',
]

// "trying next host" error="failed to do request: Head \"https://registry.k8s.io/v2/pause/manifests/3.9\": dial tcp .. · PullImage "k8s.gcr.io/pause:3.6" failed
const pauseImage = /\/pause(?:-amd64|-arm64)?(?::|@|\/manifests\/)/
const pullFailed = /failed to do request|failed to resolve reference|failed to pull|PullImage .{0,300}failed/

function read(record: LogRecord): readonly Fact[] | undefined {
  if (isWorkload(record)) return undefined
  const text = record.error === '' ? record.message : `${record.message}: ${record.error}`
  const cause = causeOf(text)
  return cause === undefined ? undefined : [factOf(record, 'cause-seen', record.component, cause)]
}

function causeOf(text: string): CauseId | undefined {
  if (pauseImage.test(text) && pullFailed.test(text)) return 'sandbox-image-failed'
  if (!containerWords.some((words) => text.includes(words))) return undefined
  return classifyError(text).cause === 'resource-exhausted' ? 'resource-exhausted' : undefined
}

/**
 * Failures of containers and of the pause image's download are no sandbox operations, but what they name hits
 * sandboxes as well: it is what there is to go by where no failed operation names a cause.
 */
export const fact: FactModule = {
  id: 'cause-seen',
  title: 'A failure beside the sandboxes that names a cause',
  gate: [...containerWords, '/pause:', '/pause@', '/pause/manifests/', '/pause-amd64', '/pause-arm64'],
  samples: [
    {
      line: 'E0904 20:04:57.411920   65352 pod_workers.go:190] "Error syncing pod" err="failed to create containerd task: OCI runtime create failed: container_linux.go:265: no space left on device: unknown"',
      facts: [{ kind: 'cause-seen', component: 'kubelet', value: 'resource-exhausted' }],
    },
    {
      line: 'time="2022-06-08T17:26:29.350993528Z" level=info msg="trying next host" error="failed to do request: Head \\"https://registry.k8s.io/v2/pause/manifests/3.7\\": dial tcp: i/o timeout" host=registry.k8s.io',
      facts: [{ kind: 'cause-seen', value: 'sandbox-image-failed' }],
    },
  ],
  lookAlikes: [
    'time="2022-06-08T17:26:29.350993528Z" level=info msg="PullImage \\"registry.k8s.io/pause:3.7\\" returns image reference"',
    'E0904 20:04:57.411920   65352 pod_workers.go:190] "Error syncing pod" err="failed to start container \\"a\\": exec: \\"run\\": executable file not found"',
    'Apr 26 00:43:24 node-1 webshop[7]: failed to create containerd task: no space left on device',
  ],
  read,
}
