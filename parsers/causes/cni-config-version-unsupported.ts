import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf } from '../errors/patterns.ts'

/** The configuration asks for a CNI version that a plugin of the list does not speak (libcni skel.go, reconcile.go). */
export const cause: CauseDefinition = {
  id: 'cni-config-version-unsupported',
  title: 'CNI configuration version that the plugin does not support',
  severity: 'critical',
  patterns: [
    ...anyOf(95, ['incompatible cni versions']),
    allOf(92, 'config is "', 'plugin supports ['),
    ...anyOf(90, [
      'does not support config version',
      'does not support the check command',
      'config version does not allow',
      'plugin version does not allow',
      'unsupported cni version',
      'does not support more than 1 address per family',
    ]),
  ],
  what: 'The CNI configuration declares a version that a plugin on the node does not support, so the plugin refuses to run: no new sandbox gets a network, and sandboxes that already run cannot be torn down.',
  why: 'Every plugin is started with the cniVersion of the configuration and answers with an error if it does not know it. It happens when the configuration is newer than the plugin binaries (plugins before 1.0.0 know nothing above 0.4.0), after an upgrade that rewrote the one and not the other. The loopback plugin is affected without any configuration of its own on containerd 1.6.3, whose built-in loopback configuration says 1.0.0.',
  steps: [
    {
      text: 'Read the two versions from the error, then find the configuration in use (the first file in lexical order) and the binaries.',
      commands:
        'ls /etc/cni/net.d\ngrep -H cniVersion /etc/cni/net.d/*\nfor p in /opt/cni/bin/*; do echo "$p: $(CNI_COMMAND=VERSION "$p" </dev/null 2>/dev/null)"; done',
      check:
        'For every plugin of the list, supportedVersions holds the cniVersion of the configuration; the plugin that does not is the one to replace.',
    },
    {
      text: 'Take the node out of service before touching the runtime.',
      commands: 'kubectl cordon NODE\nkubectl drain NODE --ignore-daemonsets --delete-emptydir-data',
      check:
        'kubectl get node NODE shows SchedulingDisabled. Pods whose sandbox cannot be torn down stay in Terminating: go on without them.',
    },
    {
      text: 'Stop kubelet and the container runtime.',
      commands: 'systemctl stop kubelet containerd',
      check: 'systemctl is-active kubelet containerd prints inactive twice.',
    },
    {
      text: 'Upgrade the CNI plugins (loopback among them) to 1.0.0 or later, or declare a cniVersion that all plugins of the list support.',
      commands:
        'tar -C /opt/cni/bin -xzf cni-plugins-linux-amd64-v1.1.1.tgz\nsed -i \'s/"cniVersion": *"[^"]*"/"cniVersion": "0.4.0"/\' /etc/cni/net.d/FILE.conflist',
      check:
        'The loop of the first step prints the declared version for every plugin. Where a DaemonSet writes the file, change its ConfigMap too, or the old text returns.',
    },
    {
      text: 'Where the error names the loopback plugin and containerd is 1.6.3, upgrade containerd to 1.6.4 or later (1.6.5 also heals missing network info; the Kubernetes page says so of 1.6.0 to 1.6.3). For any other plugin the version of containerd changes nothing.',
      commands: 'containerd --version',
      check: 'It prints 1.6.4 or later.',
    },
    {
      text: 'Start both again and let pods return.',
      commands: 'systemctl start containerd kubelet\nkubectl uncordon NODE',
      check:
        'kubectl get events -A --field-selector reason=FailedCreatePodSandBox shows no new ones, and Terminating pods go away.',
    },
  ],
  references: [
    {
      title: 'Kubernetes: Troubleshooting CNI plugin-related errors',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
    },
    { title: 'CNI specification: version', url: 'https://www.cni.dev/docs/spec/' },
    { title: 'containerd issue 6876: loopback on 1.6.3', url: 'https://github.com/containerd/containerd/issues/6876' },
    { title: 'go-cni pull request 96: loopback version reverted', url: 'https://github.com/containerd/go-cni/pull/96' },
  ],
  knownVersions:
    'Any runtime: the error depends on configuration and plugin alone. Plugins 0.8.0 to 0.9.1 support up to 0.4.0, 1.0.0 to 1.5.1 up to 1.0.0, 1.6.0 and later up to 1.1.0. For the loopback plugin: measured on containerd 1.6.3 only; the Kubernetes page states a loopback plugin of 1.0.0 or later as a requirement from containerd 1.6 on.',
  samples: [
    'plugin type="bridge" failed (add): incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0"]',
    'plugin type="loopback" failed (delete): incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0"]',
    'Error validating CNI config list /etc/cni/net.d/10-web.conflist: [plugin portmap does not support config version "1.0.0"]',
    'error checking pod default_web-0 for CNI network "podnet": configuration version "0.3.1" does not support the CHECK command',
    'CNI version 0.2.0 does not support more than 1 address per family',
    'unsupported CNI version 1.1.0',
  ],
  lookAlikes: [
    'unsupported CNI result version "1.0.0"',
    'invalid version "": the version is empty',
    'no converter for CNI result version 1.0.0 to 1.1.0',
  ],
}
