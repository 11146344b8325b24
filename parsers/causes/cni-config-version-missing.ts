import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf } from '../errors/patterns.ts'

/** The configuration declares no version and libcni 0.7.0 to 1.0.1 cannot compare an empty one on DEL (pkg/version/plugin.go). */
export const cause: CauseDefinition = {
  id: 'cni-config-version-missing',
  title: 'CNI configuration without a version',
  severity: 'critical',
  patterns: [
    ...anyOf(95, ['the version is empty', 'invalid version ""', 'version part ""']),
    allOf(93, 'version part', 'parsing "": invalid syntax'),
  ],
  what: 'The CNI configuration declares no cniVersion. Pods start, but their sandboxes cannot be stopped: each stop fails, kubelet repeats it, the pods stay in Terminating and their network namespaces stay attached.',
  why: 'On DEL (and CHECK) libcni compares the declared version with 0.4.0 to decide whether it may use the cached result. libcni 0.7.0 to 1.0.1 cannot parse an empty string and returns an error before the plugin is started; ADD makes no such comparison. libcni 1.1.0 counts an empty version as 0.1.0 (cni pull request 893).',
  steps: [
    {
      text: 'Find the configuration that declares no version.',
      commands: 'ls /etc/cni/net.d\ngrep -L cniVersion /etc/cni/net.d/*.conf /etc/cni/net.d/*.conflist',
      check: 'grep -L prints the files without the key. Delegates inside them (multus, flannel) need one as well.',
    },
    {
      text: 'Take the node out of service before touching the runtime.',
      commands: 'kubectl cordon NODE\nkubectl drain NODE --ignore-daemonsets --delete-emptydir-data --timeout=5m',
      check:
        'kubectl get node NODE shows SchedulingDisabled. Pods that cannot be stopped stay in Terminating: go on without them.',
    },
    {
      text: 'Stop kubelet and the container runtime.',
      commands: 'systemctl stop kubelet containerd',
      check: 'systemctl is-active kubelet containerd prints inactive twice.',
    },
    {
      text: 'Upgrade the CNI plugins if they are older than 1.0.0 (the loopback plugin too), and declare a version that all of them support in the file, on the level of "name". Where a DaemonSet writes the file, change its ConfigMap.',
      commands:
        'for p in /opt/cni/bin/*; do echo "$p: $(CNI_COMMAND=VERSION "$p" </dev/null 2>/dev/null)"; done\n$EDITOR /etc/cni/net.d/FILE.conflist    # "cniVersion": "0.4.0", "name": ...',
      check: 'grep -L cniVersion /etc/cni/net.d/* prints nothing, and every plugin lists the version.',
    },
    {
      text: 'Upgrade containerd to 1.6.4 or later, 1.6.5 by preference. This alone lets the stuck sandboxes go, even if the configuration keeps no version.',
      commands: 'containerd --version',
      check: 'It prints 1.6.4 or later.',
    },
    {
      text: 'Start both again and let pods return.',
      commands:
        'systemctl start containerd kubelet\nkubectl uncordon NODE\nkubectl get pods -A -o wide --field-selector spec.nodeName=NODE | grep Terminating',
      check:
        'The next "StopPodSandbox for … returns successfully" is in journalctl -u containerd, and no pod is left in Terminating.',
    },
  ],
  references: [
    {
      title: 'Kubernetes: Troubleshooting CNI plugin-related errors',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
    },
    {
      title: 'cni pull request 893: an empty version counts as 0.1.0',
      url: 'https://github.com/containernetworking/cni/pull/893',
    },
    {
      title: 'containerd issue 6877: tear-down regression',
      url: 'https://github.com/containerd/containerd/issues/6877',
    },
    {
      title: 'containerd issue 4012: the same on containerd 1.3.2',
      url: 'https://github.com/containerd/containerd/issues/4012',
    },
    { title: 'flannel issue 1173: the same on CRI-O 1.15', url: 'https://github.com/flannel-io/flannel/issues/1173' },
    {
      title: 'kubernetes issue 97956: the same with dockershim',
      url: 'https://github.com/kubernetes/kubernetes/issues/97956',
    },
  ],
  knownVersions:
    'Measured on containerd 1.3.0 to 1.6.3 (libcni 0.7.1 to 1.0.1); the Kubernetes page states 1.6.0 to 1.6.3. Also CRI-O 1.15 to 1.23, dockershim of kubelet 1.16 to 1.23 and multus up to 3.9.3, which carry the same libcni. Healed in containerd 1.6.4 and CRI-O 1.24 (libcni 1.1.0).',
  samples: [
    'failed to destroy network for sandbox "2f1c0f4d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c": invalid version "": the version is empty',
    'failed to convert major version part "": strconv.Atoi: parsing "": invalid syntax',
    'DelegateDel: error invoking ConflistDel - "podnet": conflistDel: error in getting result from DelNetworkList: invalid version "": the version is empty',
    'error checking pod default_web-0 for CNI network "podnet": invalid version "": the version is empty',
  ],
  lookAlikes: [
    'failed to convert major version part "abc": strconv.Atoi: parsing "abc": invalid syntax',
    'incompatible CNI versions; config is "1.0.0", plugin supports ["" "0.1.0" "0.2.0" "0.3.0" "0.3.1"]',
    'invalid version "1.0.0.0": too many parts',
  ],
}
