import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf } from '../errors/patterns.ts'

/** A plugin's result, fresh or cached, is of a version that the runtime or the next plugin cannot read or convert (libcni pkg/types). */
export const cause: CauseDefinition = {
  id: 'cni-result-version-unsupported',
  title: 'CNI result of a version that cannot be read',
  severity: 'critical',
  patterns: [
    ...anyOf(92, [
      'unsupported cni result',
      'no converter for cni result version',
      'but unmarshalled cniversion is',
      'failed to convert cached result',
    ]),
    ...anyOf(88, ['cannot convert version', 'could not parse prevresult']),
    allOf(75, 'invalid interface config', 'invalid result'),
    ...anyOf(60, ['error converting result', 'unable to convert result', 'failed to convert result']),
  ],
  what: 'A plugin answered in a version of the CNI result that the runtime, or the next plugin of the list, cannot read. The network was set up inside the sandbox, but the operation counts as failed.',
  why: 'The result carries the version of the configuration. It is newer than the libcni of the runtime (1.0.0 needs libcni 1.0, that is containerd 1.6 or CRI-O 1.23; 1.1.0 needs libcni 1.2, that is containerd 2.0 or CRI-O 1.31), or the plugins of one list were built with different libraries, or cniVersion was changed while sandboxes ran and the cached result of the old version cannot be converted on DEL.',
  steps: [
    {
      text: 'Compare the version in the error with the runtime and the configuration.',
      commands:
        'containerd --version || crio --version\ngrep -H cniVersion /etc/cni/net.d/*\nls /var/lib/cni/results /var/lib/cni/cache/results 2>/dev/null | head',
      check:
        'You know whether the runtime is too old for the declared version, or a cached result is of another version.',
    },
    {
      text: 'Lower cniVersion to one that runtime and all plugins can read (0.4.0 with containerd 1.5 and older, 1.0.0 with 1.6 and 1.7), or upgrade the runtime.',
      commands: '$EDITOR /etc/cni/net.d/FILE.conflist\ncni-postmortem audit /etc/cni/net.d',
      check:
        'A new pod on the node gets an address: kubectl run probe --image=registry.k8s.io/pause:3.9 --overrides=\'{"spec":{"nodeName":"NODE"}}\'',
    },
    {
      text: 'Where the error names a cached result: move the cached results of sandboxes that no longer run out of the way.',
      commands: 'crictl pods -q > /tmp/known\nls /var/lib/cni/cache/results 2>/dev/null || ls /var/lib/cni/results',
      check: 'The next stop of the sandbox succeeds: journalctl -u containerd | grep "returns successfully" | tail -3',
    },
  ],
  references: [
    { title: 'CNI specification: result', url: 'https://www.cni.dev/docs/spec/' },
    { title: 'k3s issue 6005: unsupported CNI result version', url: 'https://github.com/k3s-io/k3s/issues/6005' },
    {
      title: 'Kubernetes: Troubleshooting CNI plugin-related errors',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
    },
  ],
  knownVersions:
    'Measured: result and configuration 1.0.0 fail on containerd up to 1.5.18, 1.1.0 on containerd up to 1.7. A change from 0.4.0 to 1.0.0 breaks DEL up to 1.5.18, from 1.0.0 to 1.1.0 on 1.6 and 1.7.',
  samples: [
    'unsupported CNI result version "1.0.0"',
    'plugin type="portmap" failed (add): failed to parse config: could not parse prevResult: result type supports [1.0.0] but unmarshalled CNIVersion is ""',
    'failed to convert cached result version "0.4.0" to config version "1.0.0": cannot convert version 0.3.x to "1.0.0"',
    'no converter for CNI result version 1.0.0 to 1.1.0',
    'unsupported CNI result22 version "0.4.0"',
  ],
  lookAlikes: [
    'incompatible CNI versions; config is "1.0.0", plugin supports ["0.4.0"]',
    'cannot convert: no valid IP addresses',
    'failed to unmarshal raw result: unexpected end of JSON input',
  ],
}
