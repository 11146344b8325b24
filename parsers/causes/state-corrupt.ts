import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** State that runtime or plugin keeps on disk cannot be read (libcni cache, containerd metadata, flannel and CRI-O files). */
export const cause: CauseDefinition = {
  id: 'state-corrupt',
  title: 'State on disk cannot be read',
  severity: 'high',
  patterns: [
    matching(91, 'cached result', /failed to get network .{0,300}cached result/),
    ...anyOf(90, [
      'failed to unmarshal cached network',
      'failed to get metadata for stored sandbox',
      'checkpoint is corrupted',
      'timed out locking store',
      'store is locked',
      'failed to initialize key-value store',
      'corrupt checkpoint',
      'structure needs cleaning',
      'database disk image is malformed',
    ]),
    // Failed to start IPAM plugin, err:invalid character '\x00' looking for beginning of value. (azure-vnet reads its store first)
    matching(
      86,
      ' plugin, err',
      /failed to (?:start|initialize) [\w -]{0,40}plugin, err: ?(?:invalid character|unexpected end of json)/,
    ),
    matching(86, 'cached result', /failed to set network .{0,300}cached result/),
    // multus: failed to read container data in the path("/var/lib/cni/multus/2f1c.."): open ..: no such file or directory
    ...anyOf(82, [
      'failed to read container data',
      'failed to parse netconf',
      'error reading cached netconf',
      'invalid database',
      'checksum error',
    ]),
    // could not restore sandbox 2064b5b6..: open ..: no such file or directory
    matching(80, 'could not restore sandbox', /could not restore sandbox [0-9a-f]{6}/),
    // layer not known · readlink /var/lib/containers/storage/overlay/l/7XQ2..: no such file or directory (CRI-O, podman)
    ...anyOf(80, ['layer not known', 'layer does not exist', 'creating read-write layer']),
    matching(80, '/overlay/', /(?:readlink|stat|open|chdir) \S{0,200}\/overlay\/\S{1,200}: no such file/),
    // could not retrieve port mappings: checkpoint is not found.   (dockershim)
    matching(80, 'port mappings', /port mappings: (?:checkpoint|key) is not found/),
    // missing parent "k8s.io/2/sha256:2f1c" bucket: not found · parent snapshot sha256:2f1c.. does not exist: not found
    matching(80, 'parent', /missing parent "\S{1,200}" bucket|parent snapshot \S{1,200} does not exist/),
    ...anyOf(72, [
      'failed to recover state',
      'layer not known',
      'failed to recover sandbox',
      'failed to create lease for sandbox name',
      'failed to load sandbox',
      'failed to load container status',
      'failed to load container "',
    ]),
    ...anyOf(63, ['input/output error', 'read-only file system']),
    allOf(61, 'corrupt'),
  ],
  what: 'A file or database in which the runtime or the plugin keeps its state is empty, half written, gone or damaged, so the sandbox cannot be torn down or made (or the runtime does not start).',
  why: 'A crash, a power cut or a full disk in the middle of a write. libcni keeps the result of each ADD in /var/lib/cni and reads it on DEL; up to libcni 1.1 (containerd 1.7) an unreadable file makes every DEL fail. An image layer that is half there (layer not known, missing parent) stops every new sandbox instead: the store of the images is damaged.',
  steps: [
    {
      text: 'Find empty and broken files of the cache.',
      commands:
        'find /var/lib/cni -type f -size 0\nfor f in /var/lib/cni/results/* /var/lib/cni/cache/results/*; do [ -f "$f" ] && { jq -e . "$f" >/dev/null 2>&1 || echo "$f"; }; done\nfind /var/lib/cni/flannel -type f -size 0',
      check: 'The printed names hold the ids of the sandboxes that cannot be stopped.',
    },
    {
      text: 'Move those files away; the next DEL then works without a cached result. Addresses of these sandboxes may stay reserved: release them afterwards.',
      commands: 'mkdir -p /root/cni-broken && mv FILES /root/cni-broken/',
      check: 'journalctl -u containerd | grep "StopPodSandbox.*returns successfully" | tail -3 shows the sandbox.',
    },
    {
      text: 'If a layer or a parent snapshot is named, the image store is damaged: fetch the pause image anew; if that is refused, empty the store of the drained node.',
      commands:
        'crictl images | grep -i pause; crictl rmi PAUSE-IMAGE && crictl pull PAUSE-IMAGE\n# CRI-O, node drained, kubelet and crio stopped: crio wipe -f',
      check: 'The next sandbox on the node starts.',
    },
    {
      text: 'If a lock is named (azure-vnet: store is locked, timed out locking store): a plugin that died or still runs holds it. Remove the lock file once no azure-vnet process is left.',
      commands: 'pgrep -a azure-vnet; ls -l /var/run/azure-vnet*.lock\n# no process left: rm /var/run/azure-vnet*.lock',
      check: 'The next sandbox on the node starts.',
    },
    {
      text: 'If a checkpoint is named (dockershim, could not retrieve port mappings): kubelet lost the file of a sandbox whose container is still there. Remove that container; the sandbox has nothing else to tear down.',
      commands:
        'ls /var/lib/dockershim/sandbox | wc -l\ndocker ps -a --no-trunc | grep SANDBOX-ID\n# docker rm -f SANDBOX-ID',
      check: 'kubelet no longer tries to stop the sandbox.',
    },
    {
      text: 'If the runtime itself does not start: check the file system, then remove the one sandbox that it names.',
      commands:
        'journalctl -u containerd -b | grep -iE "failed to (recover|load)|corrupt" | tail\ndmesg | grep -iE "ext4|xfs|I/O error" | tail\nls /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/',
      check: 'containerd starts and crictl pods answers.',
    },
  ],
  references: [
    { title: 'libcni: cached results', url: 'https://github.com/containernetworking/cni/blob/main/libcni/api.go' },
    { title: 'containerd issue 9459', url: 'https://github.com/containerd/containerd/issues/9459' },
  ],
  knownVersions:
    'Unreadable cached result: measured on containerd 1.3 to 1.7 (configurations of 0.4.0 and later); containerd 2.0 and later ignore it.',
  samples: [
    'error creating pod sandbox with name "k8s_web-0_default_2f1c_0": layer not known',
    'readlink /var/lib/containers/storage/overlay/l/7XQ2ABCDEFGHIJKLMNOPQRSTUV: no such file or directory',
    'failed to create containerd container: failed to create snapshot: missing parent "k8s.io/2/sha256:2f1c" bucket: not found',
    'Failed to initialize key-value store of network plugin: timed out locking store',
    'Store is locked.',
    'NetworkPlugin cni failed to teardown pod "web-0_shop" network: could not retrieve port mappings: checkpoint is not found.',
    'Multus: Err in  reading the delegates: failed to read container data in the path("/var/lib/cni/multus/2f1c"): open /var/lib/cni/multus/2f1c: no such file or directory',
    'failed to get network "podnet" cached result: decoding version from network config: unexpected end of JSON input',
    'failed to recover state: failed to get metadata for stored sandbox "2f1c": not found',
    'plugin type="flannel" failed (delete): failed to parse netconf: unexpected end of JSON input',
  ],
  lookAlikes: [
    'failed to set network "podnet" cached result: open /var/lib/cni/results/podnet-2f1c-eth0: no space left on device',
    'failed to recover state: failed to reserve sandbox name "web-0_default_x_0": name "web-0_default_x_0" is reserved for "2f1c"',
    'failed to convert cached result version "0.4.0" to config version "1.0.0": cannot convert version 0.3.x to "1.0.0"',
  ],
}
