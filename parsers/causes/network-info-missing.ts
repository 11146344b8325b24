import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** The plugin succeeded but gave no usable result (containerd sandbox_run.go, go-cni result.go, libcni pkg/types). */
export const cause: CauseDefinition = {
  id: 'network-info-missing',
  title: 'The CNI plugin gave no usable result',
  severity: 'critical',
  patterns: [
    ...anyOf(90, [
      'failed to find network info for sandbox',
      'default network not found for',
      'no valid ip addresses',
      'returned missing ip config',
      "couldn't find network status for",
      'could not find network status for',
      'invalid network status for',
    ]),
    ...anyOf(60, [
      'no interfaces provided',
      'ipam plugin return is missing',
      'ipam plugin did not return any ip',
      'prevresult lacks',
      'got no container ips',
      'nil response to cni request',
      'sandbox has no ip address',
      'unexpected command output device',
      'plugin returned no ip',
      'result has no ip',
      'no ip addresses in result',
      'empty result',
    ]),
    // ADD of containerd up to 1.5 and dockershim with a plugin that printed nothing, or something else than JSON
    ...anyOf(32, ['unexpected end of json input']),
    matching(32, 'looking for beginning of value', /^invalid character '.{1,4}' looking for beginning of value/),
  ],
  what: 'The plugin ended without an error, but its result has no address (or is empty), so the runtime cannot say where the pod is and gives the sandbox up.',
  why: 'libcni 1.0.1 and 1.1.0 (containerd 1.6.0 to 1.6.4) ignore the version of the configuration when the result carries none, and then see no addresses: plugins built with old libraries (weave 2.8.1, aws 1.5) fail on those releases. In later releases it stays where neither configuration nor result states a version. An IPAM plugin without ranges gives no address either. A bare "unexpected end of JSON input" says that the plugin printed nothing at all: a wrapper or a chained plugin that swallows the result, or one that gave up on its agent without a word; the clean-up that follows often names the reason.',
  steps: [
    {
      text: 'Note which runtime, which plugin and which version in the configuration it is.',
      commands:
        'containerd --version\ngrep -H cniVersion /etc/cni/net.d/* || echo "no cniVersion declared"\nls /etc/cni/net.d',
      check:
        'containerd 1.6.0 to 1.6.4 with an old plugin, or no cniVersion at all: the next step heals it. Any other runtime or release: go on with the last step.',
    },
    {
      text: 'Where that is so, upgrade containerd 1.6.0 to 1.6.4 to 1.6.5 or later and declare a cniVersion in the configuration (0.3.1 for old plugins).',
      commands:
        'systemctl stop kubelet containerd\n$EDITOR /etc/cni/net.d/FILE.conflist\nsystemctl start containerd kubelet',
      check: 'The next pod on the node gets an address: kubectl get pod -o wide',
    },
    {
      text: 'If the result is empty for another reason, read the logs of the plugin and of its agent, then run the plugin by hand in a namespace of its own.',
      commands:
        'ip netns add probe\nCNI_COMMAND=ADD CNI_CONTAINERID=probe CNI_NETNS=/var/run/netns/probe CNI_IFNAME=eth0 CNI_PATH=/opt/cni/bin /opt/cni/bin/PLUGIN < plugin.conf\nip netns delete probe',
      check: 'It prints a result with cniVersion and ips.',
    },
  ],
  references: [
    {
      title: 'containerd issue 7011: older plugins that report no version',
      url: 'https://github.com/containerd/containerd/issues/7011',
    },
    { title: 'cni pull request 896', url: 'https://github.com/containernetworking/cni/pull/896' },
    { title: 'containerd issue 6921', url: 'https://github.com/containerd/containerd/issues/6921' },
    { title: 'weave issue 3942', url: 'https://github.com/weaveworks/weave/issues/3942' },
  ],
  knownVersions:
    'Measured on containerd 1.6.0 to 1.6.4 for a plugin whose result states no version; on every release (1.3 and later) where the configuration states none either. Healed in 1.6.5 (libcni 1.1.1).',
  samples: [
    'failed to setup network for sandbox "2f1c": failed to find network info for sandbox "2f1c"',
    'cannot convert: no valid IP addresses',
    'IPAM plugin returned missing IP config',
    'default network not found for: eth0: not found',
    'failed to setup network for sandbox "2f1c": invalid character \'T\' looking for beginning of value',
  ],
  lookAlikes: [
    'failed to unmarshal raw result: unexpected end of JSON input',
    'failed to get network "podnet" cached result: decoding version from network config: unexpected end of JSON input',
    'no network config found in /etc/cni/net.d: cni plugin not initialized',
  ],
}
