import type { Shape } from './shape.ts'
import { A, esc, j, kl, R, rpc, run, U } from './words.ts'

/** What plugins and runtimes say, and what it is called. */
export const cases: readonly Shape[] = [
  // plugin texts
  {
    name: 'kube-router',
    text: run('plugin type="bridge" name="kubernetes" failed (add): no IP ranges specified'),
    want: [R('cni-config-invalid')],
  },
  {
    name: 'gke veth',
    text: run('plugin type="gke" failed (add): container veth name provided (eth0) already exists'),
    want: [R('interface-conflict')],
  },
  {
    name: 'cilium retry',
    text: run(
      'plugin type="cilium-cni" failed (add): netplugin failed: "ts=1708028912.027259, now=2024-02-15 20:28:32.027259, to retry\\n"',
    ),
    want: ['Run failed * 9b1f0e'],
  },
  {
    name: 'cilium agent',
    text: run(
      'plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory',
    ),
    want: [R('cni-agent-unreachable')],
  },
  {
    name: 'antrea',
    text: run(
      'plugin type="antrea" name="antrea" failed (add): rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /var/run/antrea/cni.sock: connect: connection refused"',
    ),
    want: [R('cni-agent-unreachable')],
  },
  {
    name: 'kube-ovn',
    text: run(
      'plugin type="kube-ovn" failed (add): RPC failed; request ip return 500 no address allocated to pod shop/web-0 provider ovn, please see kube-ovn-controller logs to find errors',
    ),
    want: ['Run failed ipam-exhausted 9b1f0e'],
  },
  {
    name: 'kube-ovn sock',
    text: run(
      'plugin type="kube-ovn" failed (add): RPC failed; Post "http://dummy/api/v1/add": dial unix /run/openvswitch/kube-ovn-daemon.sock: connect: connection refused',
    ),
    want: [R('cni-agent-unreachable')],
  },
  {
    name: 'kube-ovn not ready',
    text: run('plugin type="kube-ovn" failed (add): RPC failed; cniserver is not ready'),
    want: ['Run failed * 9b1f0e'],
  },
  {
    name: 'terway',
    text: run(
      'plugin type="terway" failed (add): cmdAdd: error alloc ip, rpc error: code = Unknown desc = eni: no more IP available',
    ),
    want: ['Run failed * 9b1f0e'],
  },
  {
    name: 'azure cns',
    text: run(
      'plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: Failed to get IP address from CNS: http request failed: Post "http://localhost:10090/network/requestipconfigs": dial tcp 127.0.0.1:10090: connect: connection refused',
    ),
    want: [R('cni-agent-unreachable')],
  },
  {
    name: 'azure no ip',
    text: run(
      'plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: failed to get IP address from CNS with response { ReturnCode:UnexpectedError Message:AllocateIPConfig failed: not enough IPs available, waiting on Azure CNS to allocate more}',
    ),
    want: [R('ipam-exhausted')],
  },
  {
    name: 'aws del',
    text: j(
      'kubelet',
      kl(
        'remote_runtime.go:205',
        `"StopPodSandbox from runtime service failed" err="${esc(`${rpc}failed to destroy network for sandbox "${A}": plugin type="aws-cni" name="aws-cni" failed (delete): del cmd: error received from DelNetwork gRPC call: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:50051: connect: connection refused"`)}" podSandboxID="${A}"`,
      ),
    ),
    want: ['Stop failed cni-agent-unreachable 9b1f0e'],
  },
  {
    name: 'weave',
    text: run(
      'plugin type="weave-net" name="weave" failed (add): unable to allocate IP address: Post "http://127.0.0.1:6784/ip/' +
        A +
        '": dial tcp 127.0.0.1:6784: connect: connection refused',
    ),
    want: [R('cni-agent-unreachable')],
  },
  {
    name: 'whereabouts',
    text: run(
      'plugin type="multus" name="multus-cni-network" failed (add): [shop/web-0:macvlan]: error adding container to network "macvlan": error at storage engine: Could not allocate IP in range: ip: 10.9.0.0 / - 10.9.0.15 / range: 10.9.0.0/28 / excludeRanges: []',
    ),
    want: [`${R('ipam-exhausted')} shop/web-0`],
  },
  {
    name: 'multus no nad',
    text: run(
      'plugin type="multus" name="multus-cni-network" failed (add): Multus: [shop/web-0/' +
        U +
        ']: error loading k8s delegates k8s args: TryLoadPodDelegates: error in getting k8s network for pod: GetNetworkDelegates: failed getting the delegate: getKubernetesDelegate: cannot find a network-attachment-definition (sriov-net) in namespace (shop): network-attachment-definitions.k8s.cni.cncf.io "sriov-net" not found',
    ),
    want: [`${R('cni-config-missing')} shop/web-0`],
  },
  {
    name: 'sriov',
    text: run(
      'plugin type="multus-shim" name="multus-cni-network" failed (add): CmdAdd (shim): CNI request failed with status 400: \'&{ContainerID:' +
        A +
        ' Netns:/var/run/netns/cni-1 IfName:eth0 Args:K8S_POD_NAMESPACE=shop;K8S_POD_NAME=web-0 Path: StdinData:[123 34]} ContainerID:"' +
        A +
        '" ERRORED: error configuring pod [shop/web-0] networking: [shop/web-0/' +
        U +
        ':sriov]: error adding container to network "sriov": SRIOV-CNI failed to load netconf: LoadConf(): VF pci addr is required\'',
    ),
    want: ['Run failed cni-config-invalid 9b1f0e shop/web-0'],
  },
  {
    name: 'calico ipam',
    text: run(
      'plugin type="calico" failed (add): error adding host side routes for interface: cali12345, error: route (Ifindex: 14, Dst: 10.244.3.7/32, Scope: link) already exists for an interface other than \'cali12345\'',
    ),
    want: [R('interface-conflict')],
  },
  {
    name: 'calico webhook',
    text: run(
      'plugin type="calico" failed (add): error getting ClusterInformation: Get "https://[10.96.0.1]:443/apis/crd.projectcalico.org/v1/clusterinformations/default": x509: certificate signed by unknown authority',
    ),
    want: [R('cni-apiserver-unreachable')],
  },
  {
    name: 'calico forbidden',
    text: run(
      'plugin type="calico" failed (add): pods "web-0" is forbidden: User "system:serviceaccount:kube-system:calico-cni-plugin" cannot get resource "pods" in API group "" in the namespace "shop"',
    ),
    want: [R('cni-unauthorized')],
  },
  {
    name: 'flannel dns',
    text: run(
      'plugin type="flannel" failed (add): failed to delegate add: failed to set bridge addr: "cni0" already has an IP address different from 10.244.2.1/24',
    ),
    want: [R('interface-conflict')],
  },
  {
    name: 'portmap nft',
    text: run(
      'plugin type="portmap" failed (add): unable to create chain CNI-HOSTPORT-SETMARK: failed to list chains: running [/usr/sbin/iptables -t nat -S --wait]: exit status 4: iptables v1.8.7 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)',
    ),
    want: [R('dataplane-failed')],
  },
  {
    name: 'firewalld',
    text: run(
      'plugin type="firewall" failed (add): could not initialize iptables protocol 1: exec: "ip6tables": executable file not found in $PATH',
    ),
    want: [R('dataplane-failed')],
  },
  {
    name: 'bandwidth',
    text: run(
      'plugin type="bandwidth" failed (add): netplugin failed with no error message: fork/exec /opt/cni/bin/bandwidth: permission denied',
    ),
    want: [R('cni-plugin-exec-failed')],
  },
]
