import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** The plugin could not run, was killed, crashed or left no usable answer (libcni pkg/invoke/raw_exec.go, exec.go, skel.go). */
export const cause: CauseDefinition = {
  id: 'cni-plugin-exec-failed',
  title: 'CNI plugin did not run to its end',
  severity: 'high',
  patterns: [
    ...anyOf(85, ['failed to unmarshal raw result', 'unknown cni_command']),
    // required env variables [CNI_NETNS,CNI_IFNAME] missing
    matching(85, 'required env variables', /required env variables \[?.{0,300}missing/),
    ...anyOf(70, ['decoding version from network config: unexpected end of json input']),
    // fork/exec /opt/cni/bin/weave-net: exec format error · .. permission denied · .. text file busy
    matching(72, 'fork/exec', /fork\/exec \S{0,400}\/cni\S{0,200}: (?!no such file)/),
    // exit status 127 (the plugin's own error, of a program that it runs, and nothing besides)
    matching(40, 'exit status', /^exit status \d{1,3}\W*$/),
    // A crash that the plugin reports as its error.
    ...anyOf(44, ['invalid memory address or nil pointer dereference', 'goroutine 1 [running]']),
    ...anyOf(42, ['netplugin failed']),
    ...anyOf(41, ['exec format error', 'text file busy']),
  ],
  what: 'The runtime started a CNI plugin and got no usable answer: the binary cannot run on this node, was killed, crashed, or wrote something that is no CNI result.',
  why: 'A binary of another architecture or one that needs a newer C library than the node has, one without execute permission or on a noexec mount, a plugin killed by the time limit or for lack of memory, a panic. The text behind "netplugin failed" is what the plugin wrote; if it names a cause of its own, that one is the cause.',
  steps: [
    {
      text: 'Run the plugin by hand: VERSION needs no network and no root.',
      commands:
        'CNI_COMMAND=VERSION /opt/cni/bin/PLUGIN </dev/null; echo "exit $?"\nfile /opt/cni/bin/PLUGIN; uname -m\nldd /opt/cni/bin/PLUGIN 2>&1 | grep -i "not found"',
      check:
        'It prints its supportedVersions and exit 0. Anything else is the fault: wrong architecture, missing library, no permission.',
    },
    {
      text: 'Look for kills at the time of the error.',
      commands: 'journalctl -k --since "1 hour ago" | grep -iE "oom|killed process|segfault"',
      check: 'No kill of the plugin. If there is one, free memory first.',
    },
    {
      text: 'Install a binary that suits the node, then restart the add-on of this node so that it does not put the old one back.',
      commands: 'install -m 0755 PLUGIN /opt/cni/bin/PLUGIN\nkubectl -n kube-system delete pod CNI-POD-OF-THIS-NODE',
      check: 'The first step prints the versions, and new pods get an address.',
    },
  ],
  references: [
    { title: 'CNI specification: execution protocol', url: 'https://www.cni.dev/docs/spec/' },
    { title: 'containernetworking/plugins releases', url: 'https://github.com/containernetworking/plugins/releases' },
  ],
  knownVersions:
    'Wording by libcni: a plugin that prints nothing gives "unexpected end of JSON input" on containerd up to 1.5, "decoding version from network config: .." on 1.6.0 to 1.6.4, "failed to unmarshal raw result: .." from 1.6.5 on (measured).',
  samples: [
    'exit status 127',
    'plugin type="bridge" failed (add): netplugin failed with no error message: fork/exec /opt/cni/bin/bridge: exec format error',
    'netplugin failed with no error message: signal: killed',
    'plugin type="weave-net" failed (delete): netplugin failed: "panic: runtime error: invalid memory address\\n"',
    'runtime error: invalid memory address or nil pointer dereference; goroutine 1 [running]:',
    'plugin type="bridge" failed (add): failed to unmarshal raw result: unexpected end of JSON input',
    'netplugin failed but error parsing its diagnostic message "hello": invalid character \'h\' looking for beginning of value',
  ],
  lookAlikes: [
    'netplugin failed: "failed to allocate for range 0: no IP addresses available in range set: 10.1.0.1-10.1.0.254"',
    'failed to get network "podnet" cached result: decoding version from network config: unexpected end of JSON input',
    'failed to find plugin "bridge" in path [/opt/cni/bin]',
  ],
}
