import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

const expired: readonly string[] = [
  'certificate has expired',
  'certificate is expired',
  'client certificate has expired',
  'oken has expired',
  'oken is expired',
]

// "Unable to register node with API server" err=".. dial tcp 10.0.0.1:6443: connect: connection refused" · Error updating node status, will retry: ..
const apiStarts: readonly string[] = [
  'Unable to register node',
  'Error updating node status',
  'Unable to update node status',
  'Failed to ensure lease exists',
  'failed to ensure lease exists',
  'failed to ensure node lease exists',
  'Failed to update lease',
  'failed to update lease',
  'Failed to update node lease',
  'failed to update node lease',
]
const unreachable =
  /dial tcp|connection refused|i\/o timeout|no route to host|context deadline exceeded|TLS handshake timeout|Client\.Timeout|unexpected EOF|no such host/

// Inode, watch and namespace limits answer with the same words as a full disk.
const noDisk = /inotify|fsnotify|unshare|netns|network namespace/

function read(record: LogRecord): readonly Fact[] | undefined {
  const facts: Fact[] = []
  const text = record.error === '' ? record.message : `${record.message}: ${record.error}`
  const component = record.component || record.ident
  if (expired.some((words) => text.includes(words))) facts.push(factOf(record, 'certificate-expired', component, text))
  if (apiStarts.some((start) => record.message.startsWith(start)) && unreachable.test(text)) {
    facts.push(factOf(record, 'apiserver-unreachable', component || 'kubelet', text))
  }
  if (isDiskFull(record, text)) facts.push(factOf(record, 'disk-full', component, text))
  return facts.length === 0 ? undefined : facts
}

// eviction manager: attempting to reclaim ephemeral-storage · "Eviction manager: attempting to reclaim" resourceName="nodefs"
const diskResource = /ephemeral-storage|nodefs|imagefs/

function isDiskFull(record: LogRecord, text: string): boolean {
  if (text.includes('no space left on device')) return !noDisk.test(text)
  return text.includes('ttempting to reclaim') && diskResource.test(record.field('resourceName') ?? text)
}

/** What broke around the runtime: credentials, the way to the API server, the disk. */
export const fact: FactModule = {
  id: 'outage',
  title: 'Certificate or token expired, API server unreachable, disk full',
  gate: [
    'certificate has expired',
    'certificate is expired',
    'oken has expired',
    'oken is expired',
    'Unable to register node',
    'updating node status',
    'update node status',
    'ensure lease exists',
    'node lease',
    'update lease',
    'no space left on device',
    'ttempting to reclaim',
  ],
  samples: [
    {
      line: 'E0904 20:04:57.411920   65352 kubelet_node_status.go:92] "Unable to register node with API server" err="Post \\"https://10.0.0.1:6443/api/v1/nodes\\": dial tcp 10.0.0.1:6443: connect: connection refused" node="worker-1"',
      facts: [{ kind: 'apiserver-unreachable', component: 'kubelet' }],
    },
    {
      line: 'E0904 20:04:57.411920   65352 bootstrap.go:265] part of the existing bootstrap client certificate is expired: 2022-09-01 00:00:00 +0000 UTC',
      facts: [{ kind: 'certificate-expired' }],
    },
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="failed to write" error="write /var/lib/containerd/x: no space left on device"',
      facts: [{ kind: 'disk-full' }],
    },
  ],
  lookAlikes: [
    'time="2022-04-26T00:43:24.518165483Z" level=error msg="x" error="failed to start noop process for unshare: fork/exec /proc/self/exe: no space left on device"',
    'E0904 20:04:57.411920   65352 kubelet_node_status.go:460] "Error updating node status, will retry" err="Operation cannot be fulfilled on nodes: the object has been modified"',
  ],
  read,
}
