import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** The sandbox's network namespace is gone, not readable or not let go (plugins pkg/ns, containerd pkg/netns, dockershim). */
export const cause: CauseDefinition = {
  id: 'netns-missing',
  title: 'Network namespace gone or not removable',
  severity: 'medium',
  patterns: [
    ...anyOf(88, ['unknown fs magic', 'is not fully closed', 'cni_netns should not be the same']),
    ...anyOf(82, [
      'failed to statfs',
      'failed to open netns',
      'cannot find network namespace',
      'failed to umount netns',
      'remove netns',
      'network namespace closed',
      'failed to remove network namespace',
      'error opening netns',
      'cannot open netns',
      'failed to create host netns handle',
      'hcnopennamespace',
    ]),
    // Unexpected command output nsenter: cannot open : No such file or directory with error: exit status 1
    matching(70, 'nsenter: ', /nsenter: (?:cannot open|reassociate to namespace)/),
    // open /var/run/netns/cni-5b..: no such file or directory · /proc/6702/ns/net: no such file or directory
    matching(82, 'no such file', /\/(?:run\/netns|run\/docker\/netns|proc\/\d{1,10}\/ns)\/.{0,300}no such file/),
    ...anyOf(75, [
      'failed to retrieve network namespace',
      'error switching to ns',
      'failed to setup netns',
      'failed to getns',
      'is not a valid network namespace',
      'failed to enter netns',
      'no net namespace ',
      'failed to open container netns',
      'failed to get container namespace',
      'failed to create network namespace for sandbox',
    ]),
    ...anyOf(60, [
      'failed to pin namespaces',
      'failed to create pinns',
      'network namespace does not exist',
      'netns is empty',
      'no such network namespace',
    ]),
  ],
  what: 'The network namespace of the sandbox does not exist any more, is no longer mounted, or cannot be removed. A set-up cannot begin; a tear-down has nothing to work on and is often refused again and again.',
  why: 'The sandbox process ended before (or while) its network was handled, the node was rebooted (namespaces do not survive it), /run was cleaned, or another program still holds the mount (device or resource busy). For a sandbox that is being stopped this is mostly the consequence of its death, not a fault of the network.',
  steps: [
    {
      text: 'See whether the namespace and the sandbox are still there.',
      commands:
        'crictl inspectp SANDBOX-ID | grep -iE "state|netns|pid" | head\nls -la /var/run/netns/ | head; findmnt -t nsfs | head',
      check:
        'Sandbox NOTREADY and no namespace: only the record is left. Namespace there but busy: go on with the holder.',
    },
    {
      text: 'Busy: find the holder of the mount (often a host agent that has all mounts in its own namespace).',
      commands: 'grep -l cni-UUID /proc/*/mountinfo 2>/dev/null | head',
      check: 'After the holder was restarted the mount is gone: findmnt -t nsfs',
    },
    {
      text: 'Only the record is left: remove the sandbox by hand.',
      commands: 'crictl stopp SANDBOX-ID; crictl rmp -f SANDBOX-ID',
      check: 'crictl pods no longer lists it and the pod leaves Terminating.',
    },
  ],
  references: [
    { title: 'CNI specification: DEL', url: 'https://www.cni.dev/docs/spec/' },
    { title: 'crictl', url: 'https://github.com/kubernetes-sigs/cri-tools/blob/master/docs/crictl.md' },
  ],
  knownVersions: '',
  samples: [
    'Unexpected command output nsenter: cannot open : No such file or directory with error: exit status 1',
    'failed to create host netns handle: no such file or directory',
    'failed to open netns "/var/run/netns/cni-5b1c7a2e-1c2d-4e5f-8a9b-0c1d2e3f4a5b": failed to Statfs "/var/run/netns/cni-5b1c7a2e-1c2d-4e5f-8a9b-0c1d2e3f4a5b": no such file or directory',
    'unknown FS magic on "/var/run/netns/cni-5b1c7a2e-1c2d-4e5f-8a9b-0c1d2e3f4a5b": 1021994',
    'CNI failed to retrieve network namespace path: cannot find network namespace for the terminated container "2f1c"',
    'failed to remove network namespace for sandbox "2f1c": failed to remove netns: unlinkat /var/run/netns/cni-5b1c7a2e: device or resource busy',
  ],
  lookAlikes: [
    'failed to create network namespace for sandbox "2f1c": failed to setup netns: no space left on device',
    'open /run/flannel/subnet.env: no such file or directory',
  ],
}
