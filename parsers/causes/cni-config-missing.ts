import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** The runtime has no CNI configuration to work with (go-cni errors.go, ocicni, dockershim cni.go). */
export const cause: CauseDefinition = {
  id: 'cni-config-missing',
  title: 'No CNI configuration on the node',
  severity: 'high',
  patterns: [
    ...anyOf(88, [
      'no network config found',
      'no networks found in',
      'no net configuration with name',
      'no net configurations found',
      'kubenet does not have netconfig',
      'no cni configuration file in',
      'getnetdelegate: cannot find network',
      'getkubernetesdelegate: cannot find',
      'cannot find a network-attachment-definition',
      'could not find network attachment',
      'cni conf dir is removed',
      'missing cni default network',
    ]),
    // network-attachment-definitions.k8s.cni.cncf.io "net-a" not found
    matching(
      86,
      'network-attachment-definition',
      /network-attachment-definitions?\.k8s\.cni\.cncf\.io "[^"]{0,300}" not found/,
    ),
    // open /run/multus/cni/net.d/01-net.conflist: no such file or directory (a plugin that reads another one's configuration)
    matching(84, 'no such file', /\/net\.d\/[^\s/"]{1,200}\.conf(?:list)?"?: no such file/),
    ...anyOf(82, ['cni config uninitialized', 'cni config not initialized', 'cni config not intialized']),
    ...anyOf(75, [
      'failed to get clusternetwork',
      'has your network provider started',
      'unable to find network with name',
    ]),
    ...anyOf(62, ['cni plugin not initialized', 'cni plugin not ready', 'no cni networks', 'no cni plugins']),
    ...anyOf(45, ['network plugin is not ready', 'networkpluginnotready', 'network plugin not ready']),
    allOf(45, 'unable to update cni config'),
    // Container runtime network not ready: NetworkRea…nitialized · NetworkReady=false reason:...nitialized (shortened by systemctl)
    matching(44, 'networkre', /networkre[^\s….]{0,12}(?: reason:[^\s….]{0,24}(?: [^….]{0,80})?)?(?:…|\.\.\.)/),
  ],
  what: 'The container runtime finds no usable CNI configuration, reports the node network as not ready, and every pod that needs a network waits or fails.',
  why: 'The network add-on writes the configuration after its pod has started on the node. It is missing because the add-on is not installed, its pod does not run (image, taint, crash), it writes to another directory than the runtime reads, or something removed the file. In the first minutes after boot this is normal. Where a broken file was logged before, that file is the cause.',
  steps: [
    {
      text: 'See which CNI configuration the runtime loads, and from which directory.',
      commands:
        'ls -la /etc/cni/net.d\ncrictl info | jq \'.cniconfig, .lastCNILoadStatus\'\njournalctl -u containerd | grep -i "failed to load cni" | tail -5',
      check: 'An empty directory: the add-on has not written. A file there and a load error: repair that file first.',
    },
    {
      text: 'Look at the network add-on on this node.',
      commands:
        'kubectl -n kube-system get pods -o wide --field-selector spec.nodeName=NODE\nkubectl -n kube-system logs CNI-POD --all-containers --tail=50',
      check: 'The pod runs and its install step says that it wrote the configuration.',
    },
    {
      text: 'Compare the directory that the runtime reads with the one the add-on writes; correct and restart the runtime if they differ.',
      commands: 'containerd config dump | grep -A4 -i "cni\\]"\nsystemctl restart containerd',
      check: 'kubectl get node NODE is Ready; crictl info | jq .lastCNILoadStatus prints OK.',
    },
  ],
  references: [
    {
      title: 'Kubernetes: Network plugins',
      url: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    },
    {
      title: 'containerd: CNI configuration',
      url: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    },
  ],
  knownVersions: '',
  samples: [
    'open /run/multus/cni/net.d/01-net.conflist: no such file or directory',
    'NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    'cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config',
    'runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
    'Unable to update cni config: no networks found in /etc/cni/net.d',
    'No CNI configuration file in /etc/cni/net.d/. Has your network provider started?',
  ],
  lookAlikes: [
    'cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-web.conflist: error parsing configuration list: no name: invalid cni config: failed to load cni config',
    'default network not found for: eth0: not found',
  ],
}
