import type { Cause } from '../../../src/model/vocabulary.ts'

const id = '2f1c0f4d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c'
const name = 'web-0_default_fe3a7ddf-ae8e-4ece-8990-10a8346417a8_0'
const setup = `failed to setup network for sandbox "${id}": `
const destroy = `failed to destroy network for sandbox "${id}": `

type Row = readonly [text: string, cause: Cause]

/** Texts of containerd's CRI server (message reference 3.3). */
export const runtimeRows: readonly Row[] = [
  [`failed to reserve sandbox name "${name}": name "${name}" is reserved for "${id}"`, 'sandbox-name-conflict'],
  [
    `failed to create lease for sandbox name "${name}": write /var/lib/containerd/meta.db: no space left on device`,
    'resource-exhausted',
  ],
  [`failed to create lease for sandbox name "${name}": bucket not found`, 'state-corrupt'],
  [
    'failed to get sandbox image "registry.k8s.io/pause:3.6": failed to pull image "registry.k8s.io/pause:3.6": failed to pull and unpack image "registry.k8s.io/pause:3.6": failed to resolve reference "registry.k8s.io/pause:3.6": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.6": dial tcp 10.0.0.1:443: i/o timeout',
    'sandbox-image-failed',
  ],
  [
    'failed to get sandbox image "registry.k8s.io/pause:3.6": failed to get image "registry.k8s.io/pause:3.6" after pulling: not found',
    'sandbox-image-failed',
  ],
  ['failed to get sandbox runtime: no runtime for "kata" is configured', 'oci-runtime-failed'],
  [`unable to get OCI runtime for sandbox "${id}": no runtime for "kata" is configured`, 'oci-runtime-failed'],
  [
    `failed to create network namespace for sandbox "${id}": failed to setup netns: operation not permitted`,
    'netns-missing',
  ],
  [
    `failed to create network namespace for sandbox "${id}": failed to setup netns: no space left on device`,
    'resource-exhausted',
  ],
  [
    `failed to create network namespace for sandbox "${id}": failed to setup netns: cannot allocate memory`,
    'resource-exhausted',
  ],
  [`${setup}failed to find network info for sandbox "${id}"`, 'network-info-missing'],
  [`${setup}cni config not initialized`, 'cni-config-missing'],
  [`${setup}cni config not intialized`, 'cni-config-missing'],
  [
    `${setup}get cni namespace options: reading pod bandwidth annotations: quantities must match the regular expression`,
    'cni-config-invalid',
  ],
  [`${setup}unable to set lo to up: operation not permitted`, 'dataplane-failed'],
  ['failed to generate sandbox container spec: failed to generate seccomp spec opts', 'oci-runtime-failed'],
  ['failed to generate sanbdox container spec options: failed to get user', 'oci-runtime-failed'],
  [
    'failed to create containerd container: create instance 12: object with key already exists: unknown',
    'oci-runtime-failed',
  ],
  [
    'failed to create containerd container: error unpacking image: no space left on device: unknown',
    'resource-exhausted',
  ],
  [
    `failed to create sandbox root directory "/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/${id}": mkdir: no space left on device`,
    'resource-exhausted',
  ],
  [
    'failed to create containerd task: OCI runtime create failed: container_linux.go:345: starting container process caused "exec: no such file": unknown',
    'oci-runtime-failed',
  ],
  [
    'failed to create containerd task: failed to create shim: OCI runtime create failed: systemd cgroup flag passed: unknown',
    'oci-runtime-failed',
  ],
  [
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error: unknown',
    'oci-runtime-failed',
  ],
  [
    `failed to start sandbox container task "${id}": OCI runtime start failed: cannot start: unknown`,
    'oci-runtime-failed',
  ],
  [
    `failed to start sandbox "${id}": failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: x: unknown`,
    'oci-runtime-failed',
  ],
  [
    `failed to create sandbox "${id}": failed to create containerd container: snapshotter not loaded`,
    'oci-runtime-failed',
  ],
  [`${destroy}invalid version "": the version is empty`, 'cni-config-version-missing'],
  [`failed to forcibly stop sandbox "${id}": ${destroy}cni plugin not initialized`, 'cni-config-missing'],
  [
    `failed to remove network namespace for sandbox "${id}": failed to remove netns: unlinkat /var/run/netns/cni-1: device or resource busy`,
    'netns-missing',
  ],
  [
    `failed to remove network namespace for sandbox "${id}": failed to umount netns: device or resource busy`,
    'netns-missing',
  ],
  ['failed to check network namespace closed: permission denied', 'netns-missing'],
  ['sandbox network namespace "/var/run/netns/cni-1" is not fully closed', 'netns-missing'],
  [`failed to stop container "${id}": failed to kill container: ttrpc: closed: unknown`, 'oci-runtime-failed'],
  [
    `failed to stop sandbox container "${id}" in "SANDBOX_READY" state: failed to kill sandbox container: permission denied`,
    'oci-runtime-failed',
  ],
  [`failed to stop sandbox "${id}": failed to kill pod sandbox container: no such process`, 'oci-runtime-failed'],
  [`wait sandbox container "${id}": context deadline exceeded`, 'runtime-timeout'],
  [`an error occurred when try to find sandbox "${id}": not found`, 'sandbox-not-found'],
  ['an error occurred when try to find sandbox: not found', 'sandbox-not-found'],
  ['server is not initialized yet', 'runtime-unavailable'],
]

/** Texts of go-cni and of configuration loading (message reference 3.4). */
export const configRows: readonly Row[] = [
  ['cni plugin not initialized', 'cni-config-missing'],
  [
    'cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config',
    'cni-config-missing',
  ],
  [
    'cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-x.conflist: error parsing configuration list: unexpected end of JSON input: invalid cni config: failed to load cni config',
    'cni-config-invalid',
  ],
  [
    'cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-x.conflist: error parsing configuration list: no name: invalid cni config: failed to load cni config',
    'cni-config-invalid',
  ],
  [
    "cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-x.conflist: error parsing configuration list: no 'plugins' key: invalid cni config: failed to load cni config",
    'cni-config-invalid',
  ],
  [
    'cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-x.conflist: no plugin configs found: invalid cni config: failed to load cni config',
    'cni-config-invalid',
  ],
  [
    'cni config load failed: failed to load CNI config list file /etc/cni/net.d/10-x.conflist: error parsing configuration list: no plugins in list: invalid cni config: failed to load cni config',
    'cni-config-invalid',
  ],
  [
    "cni config load failed: failed to load CNI config file /etc/cni/net.d/10-x.conf: error parsing configuration: missing 'type': invalid cni config: failed to load cni config",
    'cni-config-invalid',
  ],
  ['network type not found in /etc/cni/net.d/10-x.conf: invalid cni config', 'cni-config-invalid'],
  ['CNI config list in config file /etc/cni/net.d/10-x.conflist has no networks, skipping', 'cni-config-invalid'],
  ['no valid networks found in /etc/cni/net.d', 'cni-config-invalid'],
  ['failed to convert CNI config file /etc/cni/net.d/10-x.conf to CNI config list: invalid', 'cni-config-invalid'],
  ['invalid interface config: invalid IP address: invalid result', 'cni-result-version-unsupported'],
  ['default network not found for: eth0: not found', 'network-info-missing'],
  [
    'failed to create cni conf monitor for default: failed to create fsnotify watcher: too many open files',
    'resource-exhausted',
  ],
  ['cni conf dir is removed, stop watching', 'cni-config-missing'],
  ['Unable to update cni config: No networks found in /etc/cni/net.d', 'cni-config-missing'],
  [
    'runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
    'cni-config-missing',
  ],
  [
    "Error loading CNI config file /etc/cni/net.d/10-x.conf: no 'type'; perhaps this is a .conflist?",
    'cni-config-invalid',
  ],
  [
    'Error validating CNI config list /etc/cni/net.d/10-x.conflist: [plugin portmap does not support config version "1.0.0"]',
    'cni-config-version-unsupported',
  ],
  ['No CNI configuration file in /etc/cni/net.d. Has your network provider started?', 'cni-config-missing'],
  ['no CNI configuration file in /etc/cni/net.d. Has your network provider started?', 'cni-config-missing'],
  ['CNI plugin not ready. Waiting to create default/web-0 as it is not host network', 'cni-config-missing'],
  [
    '[container runtime is down, PLEG is not healthy: pleg was last seen active 3m1.2s ago; threshold is 3m0s]',
    'runtime-unavailable',
  ],
  ['container runtime status check may not have completed yet', 'runtime-unavailable'],
  [`error reserving pod name k8s_${name} for id ${id}: name is reserved`, 'sandbox-name-conflict'],
  [
    'kubelet may be retrying requests that are timing out in CRI-O due to system load. Currently at stage sandbox network creation: name is reserved',
    'sandbox-name-conflict',
  ],
]

/** Texts of libcni and of the exec layer (message reference 3.5). */
export const libcniRows: readonly Row[] = [
  [
    'incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0"]',
    'cni-config-version-unsupported',
  ],
  [
    'incompatible CNI versions; config is "1.0.0", plugin supports ["" "0.1.0" "0.2.0" "0.3.0" "0.3.1"]',
    'cni-config-version-unsupported',
  ],
  ['plugin portmap does not support config version "1.0.0"', 'cni-config-version-unsupported'],
  ['configuration version "0.3.1" does not support the CHECK command', 'cni-config-version-unsupported'],
  ['config version does not allow CHECK', 'cni-config-version-unsupported'],
  ['plugin version does not allow STATUS', 'cni-config-version-unsupported'],
  ['invalid version "": the version is empty', 'cni-config-version-missing'],
  ['failed to convert major version part "": strconv.Atoi: parsing "": invalid syntax', 'cni-config-version-missing'],
  ['invalid version "1.0.0.0": too many parts', 'cni-config-invalid'],
  ['failed to convert major version part "abc": strconv.Atoi: parsing "abc": invalid syntax', 'cni-config-invalid'],
  ['failed to convert micro version part "x": strconv.Atoi: parsing "x": invalid syntax', 'cni-config-invalid'],
  ['unsupported CNI result version "1.0.0"', 'cni-result-version-unsupported'],
  ['unsupported CNI result22 version "0.4.0"', 'cni-result-version-unsupported'],
  ['cannot convert version 0.3.x to "1.0.0"', 'cni-result-version-unsupported'],
  ['cannot convert version ["" "0.1.0" "0.2.0"] to 0.3.1', 'cni-result-version-unsupported'],
  ['no converter for CNI result version 1.0.0 to 1.1.0', 'cni-result-version-unsupported'],
  ['result type supports [1.0.0] but unmarshalled CNIVersion is "0.4.0"', 'cni-result-version-unsupported'],
  ['cannot convert: no valid IP addresses', 'network-info-missing'],
  [
    'failed to convert cached result version "0.4.0" to config version "1.0.0": cannot convert version 0.3.x to "1.0.0"',
    'cni-result-version-unsupported',
  ],
  ['failed to convert cached result to config version "1.0.0": no converter', 'cni-result-version-unsupported'],
  [
    'failed to get network "podnet" cached result: decoding version from network config: unexpected end of JSON input',
    'state-corrupt',
  ],
  [
    'failed to get network "podnet" cached result: decoding version from network config: invalid character \'x\' looking for beginning of value',
    'state-corrupt',
  ],
  [
    'failed to set network "podnet" cached result: open /var/lib/cni/results/podnet: no space left on device',
    'resource-exhausted',
  ],
  ['failed to set network "podnet" cached result: open /var/lib/cni/results/podnet: is a directory', 'state-corrupt'],
  ['failed to unmarshal cached network "podnet" config: unexpected end of JSON input', 'state-corrupt'],
  ['cache file path requires network name (""), container ID ("x") and interface name ("eth0")', 'cni-config-invalid'],
  ['failed to unmarshal raw result: unexpected end of JSON input', 'cni-plugin-exec-failed'],
  ['decoding version from network config: unexpected end of JSON input', 'cni-plugin-exec-failed'],
  ['failed to find plugin "bridge" in path [/opt/cni/bin]', 'cni-plugin-binary-missing'],
  ['no plugin name provided', 'cni-config-invalid'],
  ['invalid plugin name: a/b', 'cni-config-invalid'],
  ['no paths provided', 'cni-plugin-binary-missing'],
  [
    'netplugin failed with no error message: fork/exec /opt/cni/bin/bridge: exec format error',
    'cni-plugin-exec-failed',
  ],
  [
    'netplugin failed with no error message: fork/exec /opt/cni/bin/bridge: permission denied',
    'cni-plugin-exec-failed',
  ],
  ['fork/exec /opt/cni/bin/bridge: text file busy', 'cni-plugin-exec-failed'],
  ['netplugin failed with no error message: exit status 3', 'cni-plugin-exec-failed'],
  ['netplugin failed with no error message: signal: killed', 'cni-plugin-exec-failed'],
  ['netplugin failed with no error message', 'cni-plugin-exec-failed'],
  ['netplugin failed: "panic: boom\\n"', 'cni-plugin-exec-failed'],
  [
    'netplugin failed but error parsing its diagnostic message "": unexpected end of JSON input',
    'cni-plugin-exec-failed',
  ],
  [
    'netplugin failed but error parsing its diagnostic message "hello": invalid character \'h\' looking for beginning of value',
    'cni-plugin-exec-failed',
  ],
  ['required env variables [CNI_NETNS] missing', 'cni-plugin-exec-failed'],
  ['unknown CNI_COMMAND: FOO', 'cni-plugin-exec-failed'],
  ['error unmarshall network config: invalid character', 'cni-config-invalid'],
  ['missing network name', 'cni-config-invalid'],
  ['invalid characters in network name: my net', 'cni-config-invalid'],
  ["plugin's netns and netns from CNI_NETNS should not be the same", 'netns-missing'],
  ['no net configuration with name "podnet" in /etc/cni/net.d', 'cni-config-missing'],
  ['no net configurations found in /etc/cni/net.d', 'cni-config-missing'],
  ['error parsing configuration list: no name', 'cni-config-invalid'],
  ['error parsing configuration list: invalid cniVersion type float64', 'cni-config-invalid'],
  ['error parsing configuration list: failed to parse plugin config 1: missing name', 'cni-config-invalid'],
  ['error reading /etc/cni/net.d/10-x.conflist: permission denied', 'cni-config-invalid'],
  ['error reading /etc/cni/net.d/10-x.conflist: too many open files', 'resource-exhausted'],
  ['could not parse prevResult: unsupported CNI result version "1.0.0"', 'cni-result-version-unsupported'],
]

/** Texts of the standard plugins (message reference 3.6). */
export const pluginRows: readonly Row[] = [
  ['failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24', 'interface-conflict'],
  ['could not add IP address to "cni0": file exists', 'interface-conflict'],
  ['could not add IP address 10.244.1.1/24 to "cni0": file exists', 'interface-conflict'],
  ['"cni0" already exists but is not a bridge', 'interface-conflict'],
  ['failed to create bridge "cni0": operation not supported', 'dataplane-failed'],
  ['container veth name provided (eth0) already exists', 'interface-conflict'],
  ['container veth name ("eth0") peer provided ("veth12ab34cd") already exists', 'interface-conflict'],
  ['failed to make veth pair: file exists', 'interface-conflict'],
  ['failed to make veth pair: operation not supported', 'dataplane-failed'],
  ['failed to lookup "veth12ab34cd" in "/proc/77/ns/net": Link not found', 'dataplane-failed'],
  ['failed to enable forwarding: open /proc/sys/net/ipv4/ip_forward: read-only file system', 'dataplane-failed'],
  ["could not set bridge's mac: operation not supported", 'dataplane-failed'],
  ['could not set promiscuous mode on "cni0": operation not permitted', 'dataplane-failed'],
  ['IPAM plugin returned missing IP config', 'network-info-missing'],
  [
    'failed to open netns "/var/run/netns/cni-1": failed to Statfs "/var/run/netns/cni-1": no such file or directory',
    'netns-missing',
  ],
  ['unknown FS magic on "/var/run/netns/cni-1": 1021994', 'netns-missing'],
  ['failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254', 'ipam-exhausted'],
  [
    `failed to allocate for range 0: 10.244.1.5 has been allocated to ${id}, duplicate allocation is not allowed`,
    'ipam-conflict',
  ],
  [
    'failed to allocate for range 0: requested IP address 10.244.1.7 is not available in range set 10.244.1.1-10.244.1.254',
    'ipam-conflict',
  ],
  ["failed to allocate for range 0: requested ip 10.244.1.1 is subnet's gateway", 'ipam-conflict'],
  ['failed to allocate all requested IPs: 10.244.9.9', 'ipam-conflict'],
  ["IPAM config missing 'ipam' key", 'cni-config-invalid'],
  ['no IP ranges specified', 'cni-config-invalid'],
  ['invalid range set 0: Network 10.1.0.0/32 too small to allocate from', 'cni-config-invalid'],
  ['CNI version 0.2.0 does not support more than 1 address per family', 'cni-config-version-unsupported'],
  [
    'error dialing DHCP daemon: dial unix /run/cni/dhcp.sock: connect: no such file or directory',
    'cni-agent-unreachable',
  ],
  ['error calling DHCP.Allocate: no more tries', 'unknown'],
  [
    'running [/usr/sbin/iptables -t nat -C CNI-1 --wait]: exit status 4: iptables: Resource temporarily unavailable.',
    'dataplane-failed',
  ],
  ['failed to locate iptables: exec: "iptables": executable file not found in $PATH', 'dataplane-failed'],
  ['neither iptables nor ip6tables usable', 'dataplane-failed'],
  ['neither iptables nor ip6tables is usable', 'dataplane-failed'],
  ['unable to setup DNAT: exit status 3', 'dataplane-failed'],
  ['failed to create top-level DNAT chain: exit status 1', 'dataplane-failed'],
  ['unable to enable route_localnet: read-only file system', 'dataplane-failed'],
  ['failed to open iptables: exit status 1', 'dataplane-failed'],
  ['could not teardown ipv4 dnat: exit status 1', 'dataplane-failed'],
  ['must be called as chained plugin', 'cni-config-invalid'],
  [
    'failed to parse config: could not parse prevResult: result type supports [1.0.0] but unmarshalled CNIVersion is ""',
    'cni-result-version-unsupported',
  ],
  ['failed to load netconf: unexpected end of JSON input', 'cni-config-invalid'],
  ["failed to parse network config: invalid character '}'", 'cni-config-invalid'],
  ['loopback interface found with non-loopback address "10.0.0.1"', 'interface-conflict'],
  ["failed to add route '0.0.0.0/0 via 10.244.1.1 dev eth0': file exists", 'interface-conflict'],
  ["failed to add route '0.0.0.0/0 via 10.244.1.1 dev eth0': network is unreachable", 'dataplane-failed'],
  ['failed to add IP addr 10.244.1.7/24 to "eth0": permission denied', 'dataplane-failed'],
  ['failed to add route on host: file exists', 'interface-conflict'],
]
