import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** A configuration file is there and cannot be used (go-cni opts.go, libcni conf.go, the plugins' own checks). */
export const cause: CauseDefinition = {
  id: 'cni-config-invalid',
  title: 'CNI configuration that cannot be parsed or used',
  severity: 'critical',
  patterns: [
    ...anyOf(88, [
      "no 'plugins' key",
      'no plugins in list',
      'no plugin configs found',
      'no plugin name provided',
      'invalid plugin name',
      "missing 'type'",
      "no 'type'; perhaps",
      'network type not found in',
      'has no networks, skipping',
      'no valid networks found in',
      "missing 'ipam' key",
      'no ip ranges specified',
      'invalid range set',
      'too small to allocate from',
      'must be called as chained plugin',
      'must be called as a chained plugin',
      'cache file path requires',
      'reading pod bandwidth annotations',
      'required prevresult missing',
      'missing prevresult',
      'must be called as the first plugin',
      'namespace isolation enabled, annotation violates',
      'at least one delegate',
    ]),
    ...anyOf(80, [
      'invalid cni config',
      'error parsing configuration',
      'failed to convert cni config file',
      'error unmarshall network config',
      'missing network name',
      'network configuration does not support key',
      'failed to load netconf',
      'failed to parse network config',
      'error converting the raw bytes into a conflist',
      'get cni namespace options',
      'failed to parse plugin config',
      'failed to load config from arg',
    ]),
    allOf(88, 'invalid version', 'too many parts'),
    // failed to convert minor version part "x": strconv.Atoi: parsing "x": invalid syntax
    matching(85, 'version part "', /failed to convert (?:major|minor|micro) version part "[^"]/),
    // invalid characters in network name: my net
    matching(80, 'invalid characters', /invalid characters (?:in|found in) (?:network name|container ?id|interface)/),
    // error reading /etc/cni/net.d/10-web.conflist: permission denied
    matching(60, 'error reading ', /error reading \S{1,400}\.(?:conf|conflist|json):/),
    ...anyOf(58, ['failed to load cni config', 'error loading cni config', 'error validating cni config']),
    // "master" field is required. It specifies the host interface name to virtualize · invalid VLAN ID 5000 (must be between 0 and 4094)
    matching(58, 'field is required', /"\w{1,40}" field is required/),
    // unknown ipvlan mode: "l5" · unknown tuneMode: auto · unknown ingress policy: "x"
    matching(58, 'unknown ', /\bunknown (?:\w{1,20} ?mode|ingress policy|device_type|ipfamily|cmd type)\b/),
    // VF pci addr is required · specify either "device", "hwaddr" .. · at least one Antrea IPPool or static address must be specified
    matching(30, ' ', /\b(?:is required|are required|must be (?:specified|configured)|specify either)\b/),
    // the 'ip' field is expected to be in CIDR notation, got: '10.1.2.3' · RangeStart 10.1.2.3 not in network 10.9.0.0/24
    matching(50, ' in ', /in cidr notation|range(?:start|end) \S{1,45} not in network/),
    // client-go of a plugin whose configuration names no kubeconfig
    ...anyOf(60, ['invalid configuration: no configuration has been provided']),
    // stat /etc/cni/net.d/calico-kubeconfig: no such file or directory (the file that the configuration names)
    matching(60, 'kubeconfig', /\/net\.d\/\S{0,200}kubeconfig"?: no such file/),
    // failed to load netconf of the plugin's own kind: json: cannot unmarshal string into Go struct field NetConf.mtu of type int
    matching(34, 'cannot unmarshal', /cannot unmarshal \w{1,20} into go struct field \w{0,40}(?:net)?conf\w{0,40}\./),
    ...anyOf(50, [
      'unable to load in-cluster configuration, kubernetes_service_host',
      'no podcidr for node',
      'usepodcidr found but',
      'parsepodnetworkannotation: ',
      'parsepodnetworkobjectname: ',
      'has host bits set',
      'requires an ipam configuration',
      'loadnetconf: ',
      'loaddelegatenetconf',
      'delegate must have the',
      "'delegate' dictionary",
      'error parsing netconf',
      'error parsing cni configuration',
    ]),
    ...anyOf(50, ['invalid vlan id', 'invalid cidr address', 'failed to parse config', 'error parsing network config']),
  ],
  what: 'A CNI configuration file is on the node, but it cannot be parsed, or it lacks something it must have (name, type, plugins, IP ranges). The runtime loads no network, and all pods wait.',
  why: 'Typical: a file that was half written when the runtime read it (an installer that does not rename into place), a conflist saved as .conf, a trailing comma, a file that sorts before the good one, an IPAM block without ranges. A running containerd keeps the last good configuration until it reloads or restarts.',
  steps: [
    {
      text: 'Check every file of the directory; the first in lexical order is used.',
      commands:
        'ls -la /etc/cni/net.d\nfor f in /etc/cni/net.d/*.conf*; do echo "$f"; jq -e . "$f" >/dev/null; done\ncni-postmortem audit /etc/cni/net.d',
      check: 'jq names the line that cannot be parsed; the audit names what is missing.',
    },
    {
      text: 'Repair the file or take it out of the directory. Where an add-on writes it, restart that add-on so that it writes it again.',
      commands:
        'mv /etc/cni/net.d/BROKEN.conflist /root/\nkubectl -n kube-system rollout restart daemonset/CNI-DAEMONSET',
      check: 'crictl info | jq .lastCNILoadStatus prints OK.',
    },
    {
      text: 'If the runtime did not pick the file up, restart it.',
      commands: 'systemctl restart containerd',
      check:
        'kubectl get node NODE shows Ready, and journalctl -u containerd shows no "failed to load cni" after the restart.',
    },
  ],
  references: [
    { title: 'CNI specification: network configuration', url: 'https://www.cni.dev/docs/spec/' },
    {
      title: 'containerd: CNI configuration',
      url: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    },
    {
      title: 'Kubernetes: Network plugins',
      url: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    },
  ],
  knownVersions: '',
  samples: [
    'plugin type="calico" failed (add): stat /etc/cni/net.d/calico-kubeconfig: no such file or directory',
    'plugin type="whereabouts" failed (add): IPAM client initialization error: error instantiating k8s client: invalid configuration: no configuration has been provided',
    'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined',
    'json: cannot unmarshal string into Go struct field NetConf.mtu of type int',
    '"master" field is required. It specifies the host interface name to virtualize',
    'cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-web.conflist: error parsing configuration list: unexpected end of JSON input: invalid cni config: failed to load cni config',
    "cni config load failed: failed to load CNI config file /etc/cni/net.d/10-web.conf: error parsing configuration: missing 'type': invalid cni config: failed to load cni config",
    'no plugin name provided',
    'failed to convert minor version part "x": strconv.Atoi: parsing "x": invalid syntax',
    "IPAM config missing 'ipam' key",
    'must be called as chained plugin',
  ],
  lookAlikes: [
    'cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config',
    'failed to convert major version part "": strconv.Atoi: parsing "": invalid syntax',
    'failed to parse config: could not parse prevResult: unsupported CNI result version "1.0.0"',
  ],
}
