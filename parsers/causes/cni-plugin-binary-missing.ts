import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** A plugin that the configuration names is not in the binary directories (libcni pkg/invoke/find.go). */
export const cause: CauseDefinition = {
  id: 'cni-plugin-binary-missing',
  title: 'CNI plugin binary not on the node',
  severity: 'high',
  patterns: [
    ...anyOf(90, ['failed to find plugin', 'no paths provided']),
    // fork/exec /opt/cni/bin/calico-ipam: no such file or directory · stat /opt/cni/bin/calico: no such file or directory
    matching(
      88,
      'no such file or directory',
      /(?:fork\/exec|stat|exec:|lstat) "?\/\S{0,400}\/cni\/(?:bin\/)?(?!net\.d)[^\s:"/.]{1,200}"?: no such file/,
    ),
    matching(
      88,
      'no such file or directory',
      /(?:fork\/exec|stat|exec:|lstat) "?\/\S{0,400}\/(?:cni|cni-bin|cni-plugins)\/bin\/[^\s:"/]{1,200}"?: no such file/,
    ),
    // fork/exec C:\k\cni\bin\win-overlay.exe: The system cannot find the file specified.
    matching(
      88,
      'cannot find the file',
      /(?:fork\/exec|exec:) "?[^"]{0,300}\\[^\\:"]{1,100}\.exe"?: the system cannot find/,
    ),
    // could not find plugin "firewall" in [/usr/libexec/cni] (podman)
    matching(85, 'find plugin', /(?:could not|cannot|unable to) find plugin/),
    // needs CNI plugin "bridge" to be installed in CNI_PATH ("/opt/cni/bin") (nerdctl)
    matching(88, 'needs cni plugin', /needs cni plugin "[^"]{1,100}" to be installed/),
  ],
  what: 'The CNI configuration names a plugin whose binary is not in the directories that the runtime searches, so no sandbox gets a network (or, on a stop, gives it back).',
  why: 'A node image without the standard plugins, an add-on whose install step failed or was removed, plugins that left the standard release (flannel at 1.0.0), or a runtime that searches another directory than the installer writes to.',
  steps: [
    {
      text: 'Compare the plugins that the configuration names with the binaries.',
      commands:
        "jq -r '.plugins[].type? // .type, (.plugins[]?.ipam.type // empty)' /etc/cni/net.d/*.conf*\nls -la /opt/cni/bin",
      check: 'You know which binary is missing. loopback is needed even if no file names it.',
    },
    {
      text: "Install it: the standard plugins from their release, the add-on's own by restarting the add-on on this node.",
      commands:
        'tar -C /opt/cni/bin -xzf cni-plugins-linux-amd64-v1.1.1.tgz\nkubectl -n kube-system delete pod CNI-POD-OF-THIS-NODE',
      check: 'ls -la /opt/cni/bin/PLUGIN shows it with execute permission.',
    },
    {
      text: 'If the binaries are elsewhere, tell the runtime where.',
      commands: 'containerd config dump | grep bin_dir',
      check: 'bin_dir is the directory that holds the plugins; after a restart new pods get an address.',
    },
  ],
  references: [
    { title: 'containernetworking/plugins releases', url: 'https://github.com/containernetworking/plugins/releases' },
    { title: 'flannel CNI plugin', url: 'https://github.com/flannel-io/cni-plugin' },
    {
      title: 'containerd: CNI configuration',
      url: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    },
  ],
  knownVersions: 'Any. The flannel plugin is not part of containernetworking/plugins 1.0.0 and later.',
  samples: [
    'needs CNI plugin "bridge" to be installed in CNI_PATH ("/opt/cni/bin"), see https://github.com/containernetworking/plugins/releases: exec: "/opt/cni/bin/bridge": stat /opt/cni/bin/bridge: no such file or directory',
    'plugin type="flannel" failed (add): failed to find plugin "flannel" in path [/opt/cni/bin]',
    'failed to find plugin "loopback" in path [/opt/cni/bin]',
    'fork/exec /opt/cni/bin/calico-ipam: no such file or directory',
  ],
  lookAlikes: [
    'netplugin failed with no error message: fork/exec /opt/cni/bin/bridge: exec format error',
    'open /run/flannel/subnet.env: no such file or directory',
  ],
}
