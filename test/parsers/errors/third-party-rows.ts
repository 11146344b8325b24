import type { Cause } from '../../../src/model/vocabulary.ts'

const id = '2f1c0f4d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c'

type Row = readonly [text: string, cause: Cause]

/** Texts of third-party plugins (message reference 3.7, and projects it does not name). */
export const thirdPartyRows: readonly Row[] = [
  ['open /run/flannel/subnet.env: no such file or directory', 'cni-agent-unreachable'],
  ['loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory', 'cni-agent-unreachable'],
  [
    "failed to load flannel 'subnet.env' file: open /run/flannel/subnet.env: no such file or directory. Check the flannel pod log for this node.",
    'cni-agent-unreachable',
  ],
  [
    'failed to delegate add: failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24',
    'interface-conflict',
  ],
  ['/run/flannel/subnet.env is missing FLANNEL_NETWORK, FLANNEL_SUBNET', 'cni-agent-unreachable'],
  [
    'stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/',
    'cni-agent-unreachable',
  ],
  ['Calico is currently not ready to process requests', 'cni-agent-unreachable'],
  ['error getting ClusterInformation: connection is unauthorized: Unauthorized', 'cni-unauthorized'],
  [
    'error getting ClusterInformation: Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 10.96.0.1:443: connect: connection refused',
    'cni-apiserver-unreachable',
  ],
  [
    'error getting ClusterInformation: Get "https://10.96.0.1:443/apis": x509: certificate has expired or is not yet valid',
    'cni-apiserver-unreachable',
  ],
  [
    'error getting ClusterInformation: Get "https://10.96.0.1:443/apis": http2: client connection lost',
    'cni-apiserver-unreachable',
  ],
  [
    'failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No more free affine blocks and strict affinity enabled',
    'ipam-exhausted',
  ],
  ['Need to allocate an IPAM block but could not - limit of 20 blocks reached for this node', 'ipam-exhausted'],
  ['No IPs available in pools: [10.1.0.0/24]', 'ipam-exhausted'],
  ['no configured Calico pools for node web-1', 'ipam-exhausted'],
  [
    "route (Ifindex: 93, Dst: 10.1.2.3/32, Scope: link) already exists for an interface other than 'cali1': route (Ifindex: 7, Dst: 10.1.2.3/32, Scope: link, Iface: cali2)",
    'interface-conflict',
  ],
  ['failed to set net.ipv4.conf.cali1.route_localnet=1: read-only file system', 'dataplane-failed'],
  ['unsupported CNI version 1.1.0', 'cni-config-version-unsupported'],
  ['resource does not exist: WorkloadEndpoint(default/web-0) with error: not there', 'unknown'],
  [
    'unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory\nIs the agent running?',
    'cni-agent-unreachable',
  ],
  [
    'unable to connect to Cilium daemon: failed to create cilium agent client after 30.000000 seconds timeout: Get "http:///var/run/cilium/cilium.sock/v1/config": context deadline exceeded',
    'cni-agent-unreachable',
  ],
  [
    'unable to retrieve configuration from cilium-agent: Get http:///var/run/cilium/cilium.sock/v1/config: dial unix /var/run/cilium/cilium.sock: connect: connection refused',
    'cni-agent-unreachable',
  ],
  ['Cilium API client timeout exceeded', 'cni-agent-unreachable'],
  ['unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure  range is full', 'ipam-exhausted'],
  [
    'unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure No more IPs available',
    'ipam-exhausted',
  ],
  [
    'unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure all CIDR ranges are exhausted',
    'ipam-exhausted',
  ],
  ['unable to allocate IP via local cilium agent: no IPs currently available on the node', 'ipam-exhausted'],
  ['unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests', 'cni-agent-unreachable'],
  ['add cmd: failed to assign an IP address to container', 'ipam-exhausted'],
  [
    'add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:50051: connect: connection refused"',
    'cni-agent-unreachable',
  ],
  ['add cmd: failed to connect to backend server: context deadline exceeded', 'cni-agent-unreachable'],
  ['add command: failed to setup network: setup NS network failed: failed to setup host route', 'dataplane-failed'],
  ['add cmd: failed to setup network policy in strict mode', 'cni-agent-unreachable'],
  ['del cmd: failed to process delete request', 'cni-agent-unreachable'],
  [
    'del cmd: error received from DelNetwork gRPC call: rpc error: code = Unavailable desc = connection refused',
    'cni-agent-unreachable',
  ],
  ['Multus: [default/web-0/0db32467-1c30-4e5f-8dc4-46a0ea1874f1]: error getting pod: Unauthorized', 'cni-unauthorized'],
  [
    'Multus: [default/web-0/0db32467-1c30-4e5f-8dc4-46a0ea1874f1]: error getting pod: Get "https://10.96.0.1:443/api/v1/namespaces/default/pods/web-0": dial tcp 10.96.0.1:443: i/o timeout',
    'cni-apiserver-unreachable',
  ],
  [
    '[default/web-0/0db32467-1c30-4e5f-8dc4-46a0ea1874f1:net-a]: error adding container to network "net-a": failed to find plugin "macvlan" in path [/opt/cni/bin]',
    'cni-plugin-binary-missing',
  ],
  [
    'delegateDel: error invoking ConflistDel - "net-a": conflistDel: error in getting result from DelNetworkList: invalid version "": the version is empty',
    'cni-config-version-missing',
  ],
  [
    'DelegateAdd: error invoking DelegateAdd - "macvlan": error in getting result from AddNetwork: failed to create macvlan: device or resource busy',
    'interface-conflict',
  ],
  [
    'have you checked that your default network is ready? still waiting for readinessindicatorfile @ /run/multus/cni/net.d/10-x.conf. pollimmediate error: timed out waiting for the condition',
    'cni-agent-unreachable',
  ],
  ['getNetDelegate: cannot find network: net-a', 'cni-config-missing'],
  [
    'getKubernetesDelegate: cannot find a network-attachment-definition (net-a) in namespace (default): network-attachment-definitions.k8s.cni.cncf.io "net-a" not found',
    'cni-config-missing',
  ],
  [
    'CmdAdd (shim): CNI request failed with status 400: \'&{ContainerID:2f1c Netns:/var/run/netns/cni-1 IfName:eth0 Args:K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0 Path: StdinData:[123 34]} ContainerID:"2f1c" Netns:"/var/run/netns/cni-1" IfName:"eth0" ERRORED: error configuring pod [default/web-0] networking: [default/web-0/0db32467:net-a]: error adding container to network "net-a": incompatible CNI versions; config is "1.0.0", plugin supports ["0.4.0"]\': StdinData: {"cniVersion":"0.3.1"}',
    'cni-config-version-unsupported',
  ],
  [
    'CmdAdd (shim): failed to send CNI request: Post "http://dummy/cni": dial unix /run/multus/multus.sock: connect: no such file or directory',
    'cni-agent-unreachable',
  ],
  [
    `CNI request failed with status 400: '[default/web-0 ${id} network default NAD default] [default/web-0 ${id} network default NAD default] failed to configure pod interface: timed out waiting for OVS port binding (ovn-installed) for 0a:58:0a:01:02:03 [10.1.2.3/23]'`,
    'dataplane-failed',
  ],
  [
    'failed to send CNI request: Post "http://dummy/": dial unix /var/run/ovn-kubernetes/cni//ovn-cni-server.sock: connect: connection refused',
    'cni-agent-unreachable',
  ],
  [
    'failed to get pod annotation: timed out waiting for annotations: context deadline exceeded',
    'cni-agent-unreachable',
  ],
  [
    'failed to configure pod interface: canceled while waiting for OVS port binding for 0a:58:0a:01:02:03 [10.1.2.3/23]',
    'dataplane-failed',
  ],
  [
    'failure in plugging pod interface: failed to run ovs-vsctl: exit status 1\n  "ovs-vsctl: unix:/var/run/openvswitch/db.sock: no key"',
    'dataplane-failed',
  ],
  [
    'unable to allocate IP address: Post "http://127.0.0.1:6784/ip/2f1c": dial tcp 127.0.0.1:6784: connect: connection refused',
    'cni-agent-unreachable',
  ],
  ['bridge "weave" not present; did you launch weave?', 'cni-agent-unreachable'],
  ['Could not allocate IP in range: ip: 10.9.0.1 / - 10.9.0.6 / range: 10.9.0.0/29', 'ipam-exhausted'],
  [
    'error at storage engine: Could not allocate IP in range: ip: 10.9.0.1 / - 10.9.0.6 / range: net.IPNet{IP:net.IP{0xa, 0x9}}',
    'ipam-exhausted',
  ],
  ['error at storage engine: Unauthorized', 'cni-unauthorized'],
  [
    'error at storage engine: Get "https://10.96.0.1:443/apis": dial tcp 10.96.0.1:443: i/o timeout',
    'cni-apiserver-unreachable',
  ],
  ['error at storage engine: k8s get error: context deadline exceeded', 'runtime-timeout'],
  ['failed to allocate IPv4 address for Pod default/web-0: all IPPools exhausted', 'ipam-exhausted'],
  [
    'Failed to allocate pool: Failed to delegate: Failed to allocate pool: No available address pools',
    'ipam-exhausted',
  ],
  [
    'Failed to allocate address: Failed to delegate: Failed to allocate address: No available addresses',
    'ipam-exhausted',
  ],
  [
    'Failed to get IP address from CNS: request failed: Post "http://localhost:10090/network/requestipconfigs": dial tcp 127.0.0.1:10090: connect: connection refused',
    'cni-agent-unreachable',
  ],
  [
    'Failed to get IP address from CNS with error: AllocateIPConfig failed: not enough IPs available for 10.1.0.0, waiting on Azure CNS to allocate more',
    'ipam-exhausted',
  ],
  // projects that the reference does not name
  [
    "failed to setup network for sandbox 'ab12cd34ef56': plugin type='azure-vnet' failed (add): IPAM Invoker Add failed with error: Failed to get IP address from CNS with error: %w: http request failed: Post 'http://localhost:10090/network/requestipconfig': dial tcp 127.0.0.1:10090: connect: connection refused",
    'cni-agent-unreachable',
  ],
  [
    `CmdAdd (shim): CNI request failed with status 400: 'ContainerID:"${id}" Netns:"/var/run/netns/7d9a" IfName:"eth0" Args:"K8S_POD_NAME=web-0" Path:"" ERRORED: error configuring pod [default/web-0] networking: [default/web-0/0db32467:ovn-kubernetes]: error adding container to network "ovn-kubernetes": CNI request failed with status 400: '[default/web-0 ${id} network default NAD default] [default/web-0 ${id} network default NAD default] failed to get pod annotation: timed out waiting for annotations: context deadline exceeded'`,
    'cni-agent-unreachable',
  ],
  [
    'Multus: Err in tearing down failed plugins: Multus: error in invoke Delegate add - "openshift-sdn": OpenShift SDN network process is not (yet?) available',
    'cni-agent-unreachable',
  ],
  [
    'Multus: [default/web-0/0db32467]: error loading k8s delegates k8s args: TryLoadPodDelegates: error in getting k8s network for pod: GetNetworkDelegates: failed getting the delegate: GetCNIConfig: err in GetCNIConfigFromFile: No networks found in /host/etc/cni/net.d',
    'cni-config-missing',
  ],
  ['SRIOV-CNI failed to configure VF "failed to set vf 5 vlan: operation not permitted"', 'dataplane-failed'],
  ['SRIOV-CNI failed to load netconf: LoadConf(): VF pci addr is required', 'cni-config-invalid'],
  ['error reading cached NetConf in /var/lib/cni/sriov with name 2f1c-net1', 'state-corrupt'],
  ['Network configuration does not support key prevResult and value', 'cni-config-invalid'],
  ['fork/exec /home/kubernetes/cni/bin/host-local: resource temporarily unavailable', 'resource-exhausted'],
  [
    'Failed to remove hcn endpoint: d3f5213b from namespace: c8d629dc due to error: hcnOpenNamespace failed in Win32: Element not found. (0x490)',
    'netns-missing',
  ],
  [
    'rpc error: code = Unavailable desc = all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: Error while dialing dial unix /var/run/antrea/cni.sock: connect: no such file or directory"',
    'cni-agent-unreachable',
  ],
  [
    'RPC failed; Post "http://dummy/api/v1/add": dial unix /run/openvswitch/kube-ovn-daemon.sock: connect: connection refused',
    'cni-agent-unreachable',
  ],
  [
    'RPC failed; request ip return 500 no address allocated to pod default/web-0 provider ovn, please see kube-ovn-controller logs to find errors',
    'ipam-exhausted',
  ],
  ['RPC failed; request ip return 500 configure nic failed ovs-vsctl: exit status 1', 'dataplane-failed'],
  [
    '[post /ipam/ip][500] postIpamIpFailure failed to allocate IP addresses in standard mode: no available IPPools: all IP addresses used out',
    'ipam-exhausted',
  ],
  ['failed to init ip checking: the IP 10.1.2.3 of pod default/web-0 conflicts: IP conflict', 'ipam-conflict'],
  [
    'error create grpc client: dial unix /var/run/eni/eni.socket: connect: no such file or directory',
    'cni-agent-unreachable',
  ],
  [
    'cmdAdd: error alloc ip rpc error: code = Unknown desc = error assign ENI: InvalidVSwitchId.IpNotEnough, the specified vswitch has not enough ip',
    'ipam-exhausted',
  ],
  [
    'cmdAdd: error alloc ip rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /var/run/eni/eni.socket: connect: connection refused"',
    'cni-agent-unreachable',
  ],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /var/run/antrea/cni.sock: connect: connection refused"',
    'cni-agent-unreachable',
  ],
  ['failed to create HNS network: HNS failed with error : The object already exists.', 'interface-conflict'],
  [
    'error creating endpoint hcnCreateEndpoint failed in Win32: The object already exists. (0x1392) {"Success":false,"Error":"The object already exists. "}',
    'interface-conflict',
  ],
  ['error while ProvisionEndpoint(2f1c): HNS failed with error : Element not found.', 'dataplane-failed'],
  [
    'fork/exec C:\\k\\cni\\bin\\win-overlay.exe: The system cannot find the file specified.',
    'cni-plugin-binary-missing',
  ],
  ['failed to find plugin "sdnbridge" in path [C:\\Program Files\\containerd\\cni\\bin]', 'cni-plugin-binary-missing'],
  ['kube-router: error getting node CIDR: open /var/lib/kube-router/kubeconfig: no such file or directory', 'unknown'],
  [
    'failed to call cni.Setup: plugin type="bridge" failed (add): failed to find plugin "bridge" in path [/usr/libexec/cni]',
    'cni-plugin-binary-missing',
  ],
  [
    'error configuring network namespace for container 2f1c: error adding pod web_web to CNI network "podman": unable to allocate IP address: IPAM error: failed to find free IP in range: 10.88.0.1 - 10.88.0.254',
    'ipam-exhausted',
  ],
  [
    'netavark: unable to append rule to table nat: code: 4, msg: iptables: Resource temporarily unavailable',
    'dataplane-failed',
  ],
  ['netavark: create bridge: Netlink error: Operation not supported (os error 95)', 'dataplane-failed'],
  [
    'error creating container storage: unable to find network with name or ID net-a: network not found',
    'cni-config-missing',
  ],
  [
    'failed to create endpoint web on network bridge: adding interface veth1a2b3c4 to bridge docker0 failed: exchange full',
    'dataplane-failed',
  ],
]

/** Generic tails where nothing deeper is named (message reference 3.8), and gRPC texts (1.12). */
export const tailRows: readonly Row[] = [
  ['write /run/x: no space left on device', 'resource-exhausted'],
  ['accept: too many open files', 'resource-exhausted'],
  ['fork/exec /usr/bin/x: cannot allocate memory', 'resource-exhausted'],
  ['fork/exec /usr/bin/x: resource temporarily unavailable', 'resource-exhausted'],
  ['cgroup: pids limit reached', 'resource-exhausted'],
  ['write: disk quota exceeded', 'resource-exhausted'],
  ['error getting node: Unauthorized', 'cni-unauthorized'],
  [
    'nodes "a" is forbidden: User "system:serviceaccount:kube-system:cni" cannot get resource "nodes" in API group "" at the cluster scope',
    'cni-unauthorized',
  ],
  ['dial tcp 10.96.0.1:443: connect: no route to host', 'cni-apiserver-unreachable'],
  ['Get "https://10.96.0.1:443/api": net/http: TLS handshake timeout', 'cni-apiserver-unreachable'],
  [
    'Get "https://10.96.0.1:443/api": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'cni-apiserver-unreachable',
  ],
  ['dial unix /run/some-cni/agent.sock: connect: connection refused', 'cni-agent-unreachable'],
  ['dial tcp 127.0.0.1:9999: connect: connection refused', 'cni-agent-unreachable'],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: no such file or directory"',
    'runtime-unavailable',
  ],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /var/run/crio/crio.sock: connect: connection refused"',
    'runtime-unavailable',
  ],
  ['rpc error: code = Unavailable desc = error reading from server: EOF', 'runtime-unavailable'],
  ['rpc error: code = Unavailable desc = transport is closing', 'runtime-unavailable'],
  ['rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService', 'runtime-unavailable'],
  ['rpc error: code = DeadlineExceeded desc = context deadline exceeded', 'runtime-timeout'],
  ['rpc error: code = Canceled desc = context canceled', 'runtime-timeout'],
  ['rpc error: code = DeadlineExc', 'runtime-timeout'],
  ['rpc error: code = Unknown', 'unknown'],
  [
    'add command: failed to setup network: SetupPodNetwork: failed to setup veth pair: failed to generate Unique MAC addr for host side veth: results may be incomplete or inconsistent',
    'dataplane-failed',
  ],
  ['setup NS network: failed to find host link "eni2f1c0f4d6a7": Link not there', 'dataplane-failed'],
  ['failed to set "eth0" UP: invalid argument', 'dataplane-failed'],
  ['failed to rename "temp_7" to "net1": busy', 'dataplane-failed'],
  ['can not set mac address to nic 2f1c0f4d6a7e_h: no answer', 'dataplane-failed'],
  [
    'request ip return 500 configure nic pod2f1c for pod vm-0/default failed: gateway check of 10.9.0.1 canceled after 6 retries',
    'dataplane-failed',
  ],
  ['Endpoint 2f1c0f4d6a7e8b9c_Calico not found', 'dataplane-failed'],
  [
    'failed to open the sriov_numfs of device "ens5": lstat /sys/class/net/ens5/device/sriov_numvfs: no such file or directory',
    'dataplane-failed',
  ],
  ['failed to setup the pod interface: pods "web-0" not found', 'unknown'],
  ['failed to parse route 10.9.0.0/16', 'unknown'],
  ['failed to get pod default/web-0', 'unknown'],
  ['plugin type="calico" failed (add): cannot find a qualified ippool', 'ipam-exhausted'],
  [
    'no IPPool available, all IPv4 IPPools [v4-a] of eth0 filtered out: unmatched Node affinity of IPPool v4-a',
    'ipam-exhausted',
  ],
  ['error alloc ip: no eni can handle the allocation', 'ipam-exhausted'],
  [
    'failed to retrieve the IP allocation of StatefulSet default/web: nic net1 do not match the current IP allocation of StatefulSet',
    'ipam-conflict',
  ],
  ['unknown tuneMode: auto', 'cni-config-invalid'],
  ['unknown ipvlan mode: "l5"', 'cni-config-invalid'],
  ['SRIOV-CNI failed: LoadConf(): VF pci addr is required', 'cni-config-invalid'],
  ['no podCidr for node web-1', 'cni-config-invalid'],
  ['Required prevResult missing', 'cni-config-invalid'],
  [
    'GetNetworkDelegates: namespace isolation enabled, annotation violates permission, pod is in namespace a but refers to target namespace b',
    'cni-config-invalid',
  ],
  [
    'plugin type="coordinator" failed (add): failed to GetCoordinatorConfig: [GET /coordinator/config][500] getCoordinatorConfigFailure  spidercoordinator: default no ready',
    'cni-agent-unreachable',
  ],
  ['Unable to create endpoint: context deadline exceeded', 'cni-agent-unreachable'],
  ['failed to check spiderpool-agent readiness probe, error: EOF', 'cni-agent-unreachable'],
  ["couldn't connect to CNS", 'cni-agent-unreachable'],
  ['failed to GetNS "/var/run/netns/cni-1": gone', 'netns-missing'],
  ['plugin type="bandwidth" failed (add): no interfaces provided', 'network-info-missing'],
  [
    'operation error EC2: AssignPrivateIpAddresses, api error AuthFailure: User is not authorized to perform: ec2:AssignPrivateIpAddresses',
    'cni-unauthorized',
  ],
  [
    'Multus: error getting k8s client: GetK8sClient: failed to get context for in-cluster kube config: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
    'cni-unauthorized',
  ],
  ['failed to set link up: file exists', 'interface-conflict'],
  ['nft: operation not permitted', 'dataplane-failed'],
  ['open /proc/sys/net/ipv6/conf/eth0/accept_dad: permission denied', 'dataplane-failed'],
  ['open /var/run/netns/cni-5b1c7a2e: no such file or directory', 'netns-missing'],
  ['fork/exec /opt/cni/bin/bridge: no such file or directory', 'cni-plugin-binary-missing'],
]
