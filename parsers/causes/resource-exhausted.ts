import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** Disk, memory, files, processes or kernel objects of the node are used up. */
export const cause: CauseDefinition = {
  id: 'resource-exhausted',
  title: 'The node ran out of a resource',
  severity: 'critical',
  patterns: [
    ...anyOf(94, [
      'no space left on device',
      'disk quota exceeded',
      'too many open files',
      'cannot allocate memory',
      'pthread_create failed',
      // devmapper: Thin Pool has 149840 free data blocks which is less than minimum required 163840 free data blocks.
      'thin pool has',
      // Windows
      'paging file is too small',
      'insufficient system resources',
      'not enough memory resources',
      'not enough space on the disk',
    ]),
    ...anyOf(80, [
      'pids limit',
      'pids.max',
      'out of memory',
      'no buffer space available',
      'too many links',
      'user limit on',
    ]),
    // failed to set netlink MAC address: resource temporarily unavailable: the driver is busy, the node lacks nothing
    matching(
      76,
      'resource temporarily unavailable',
      /^(?!.{0,2000}\b(?:netlink|mac address|link state|vlan) ?[^:]{0,60}: resource temporarily unavailable)/,
    ),
    // grpc: trying to send message larger than max (17005428 vs. 16777216): a list of too many sandboxes
    ...anyOf(60, ['message larger than max']),
  ],
  what: 'The node has no disk space, memory, file handles, process ids or kernel objects left for another sandbox.',
  why: 'Besides a full disk: inodes used up, thousands of leaked network namespaces or mounts (the limit of namespaces also says "no space left on device"), inotify watches used up by many log followers, a pids limit on the runtime\'s unit.',
  steps: [
    {
      text: 'Find out what ran out: disk, inodes, memory, processes or open files.',
      commands:
        'df -h / /var/lib/containerd /var/lib/kubelet /run; df -i / /var/lib/containerd /run\nfree -m; cat /proc/sys/fs/file-nr\nls /var/run/netns | wc -l; cat /proc/sys/user/max_net_namespaces; findmnt | wc -l\nsysctl fs.inotify.max_user_instances fs.inotify.max_user_watches; systemctl show containerd -p TasksCurrent -p TasksMax',
      check: 'One of them is at its limit.',
    },
    {
      text: 'Free it: images and dead containers first; raise the limit where it is too low.',
      commands:
        'crictl rmi --prune; crictl rmp $(crictl pods --state notready -q)\njournalctl --vacuum-size=1G\nsysctl -w fs.inotify.max_user_instances=8192',
      check: 'The first step shows room, and pods start at the next retry.',
    },
  ],
  references: [
    {
      title: 'Kubernetes: Node-pressure eviction',
      url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
    },
  ],
  knownVersions: '',
  samples: [
    'failed to create a sandbox for pod "web-0": Error response from daemon: devmapper: Thin Pool has 149840 free data blocks which is less than minimum required 163840 free data blocks.',
    'failed to create shim task: hcs::CreateComputeSystem 2f1c: Insufficient system resources exist to complete the requested service.',
    'grpc: trying to send message larger than max (17005428 vs. 16777216)',
    'failed to create network namespace for sandbox "2f1c": failed to start noop process for unshare: fork/exec /proc/self/exe: no space left on device',
    'failed to create cni conf monitor: failed to create fsnotify watcher: too many open files',
    'OCI runtime state failed: runc did not terminate successfully: runtime/cgo: pthread_create failed: Resource temporarily unavailable',
    'failed to create sandbox root directory "/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/2f1c": mkdir /var/lib/containerd: disk quota exceeded',
  ],
  lookAlikes: [
    'failed to set up pod interface "net1" from the device "ens1f0": failed to set netlink MAC address: resource temporarily unavailable',
    'running [/usr/sbin/iptables -t nat -N CNI-1 --wait]: exit status 4: iptables: Resource temporarily unavailable.',
    'failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254',
  ],
}
