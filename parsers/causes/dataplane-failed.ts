import type { CauseDefinition } from '../../src/model/cause.ts'
import { linkStep, networkStep } from '../errors/network-step.ts'
import { anyOf, matching } from '../errors/patterns.ts'

// What a refused step must be about: a refused file elsewhere (a kubeconfig) is no step of the data plane.
const kernelWords = /\/proc\/|\/sys\/|tables|\bnft|link|route|veth|bridge|address|vlan|\bnetns\b|cni\d|eth\d/

/** A kernel step of the plugin failed: iptables, nft, sysctl, netlink, eBPF, OVS, HNS. */
export const cause: CauseDefinition = {
  id: 'dataplane-failed',
  title: 'A network step in the kernel failed',
  severity: 'high',
  patterns: [
    ...anyOf(86, [
      'failed to locate iptables',
      'neither iptables nor ip6tables',
      'failed to open iptables',
      'xtables lock',
      'xtables.lock',
      'tables: resource temporarily',
    ]),
    // running [/usr/sbin/iptables -t nat -C CNI-.. --wait]: exit status 4: iptables: Resource temporarily unavailable.
    matching(84, 'running [', /running \[\S{0,300}ip6?tables/),
    matching(
      84,
      'executable file not found',
      /(?:iptables(?:-[a-z-]{2,16})?|nft|ipset|conntrack|ovs-vsctl|nsenter|ethtool|brctl|modprobe|sysctl|tc|ip)\\?": executable file not found/,
    ),
    ...anyOf(80, [
      'unable to setup dnat',
      'top-level dnat chain',
      'route_localnet',
      'failed to enable forwarding',
      "could not set bridge's mac",
      'promiscuous mode',
      'unable to set lo to up',
      'ovs port binding',
      'failure in plugging pod interface',
      'failed to init arp client',
      'iptables-restore',
      'network not ready after',
      'did not synchronously regenerate',
      'initial endpoint generation',
      'failed to set up masquerading',
      // kubenet: cannot open hostport 9100 for pod k8s_..: listen tcp :9100: bind: address already in use
      'cannot open hostport',
    ]),
    matching(80, 'teardown ipv', /could not teardown ipv[46] dnat/),
    // error bringing interface up in container ns: "input/output error"
    ...anyOf(64, ['error bringing interface up']),
    ...anyOf(62, [
      '/proc/sys/net',
      'failed to lookup master',
      'failed to load bpf',
      'ovs-vsctl',
      'ipset',
      'ebtables',
      'nftables',
      'sysctl',
    ]),
    ...anyOf(58, [
      'failed to add ip addr',
      'failed to add route',
      'failed to make veth pair',
      'failed to create bridge',
      'failed to create macvlan',
      'failed to create ipvlan',
      'could not add ip address',
      'failed to set bridge addr',
      'error adding host side routes',
      'unable to set up veth',
      'failed to set up pod interface',
      'failed to setup network: ',
      'failed to configure pod interface',
      'hns failed',
      'failed to find hnsendpoint',
      'failed in win32',
      'failed to configure vf',
      'failed to set vf',
      'hcncreate',
      'rtnetlink answers',
      'failed to create endpoint',
      'hns endpoint',
      'timed out calling hns',
      'unable to create chain',
      'gateway check of',
      'detect gateway reachable',
      'an adapter was not found',
    ]),
    // error while ProvisionEndpoint(2f1c_l2bridge,EF4C,2f1c): Element not found. · error while AddHcnEndpoint(..)
    matching(58, 'error while ', /error while (?:provisionendpoint|add(?:hns|hcn)endpoint)\(/),
    ...anyOf(48, [
      'no such device',
      'link not found',
      'cannot find device',
      'iptables',
      'failed to set link',
      'failed to move',
    ]),
    // failed to RouteAdd ({Ifindex: 12 Dst: ..} to new table: invalid argument · LinkSetUp: .. (names of netlink calls)
    matching(48, 'failed to ', /failed to (?:route|rule|link|addr|neigh)(?:add|del|replace|set\w{2,20})\b/),
    matching(48, 'failed to lookup "', /failed to lookup "(?:veth|eth|cali|lxc|if)/),
    // network connection is broken: gateway 10.1.0.1 is unreachable (spiderpool's coordinator tries it)
    matching(48, 'unreachable', /gateway \S{1,60} is unreachable/),
    // cannot find network 2f1c: Network name "vxlan0" not found · unable to find container network: HNS network not found
    matching(47, 'not found', /\bhns network\b.{0,80}not found|network name "[^"]{0,100}" not found/),
    ...anyOf(40, ['qdisc', 'redirect failed: ']),
    ...anyOf(30, ['operation not supported', 'netlink']),
    // RunPodSandbox of Windows: Endpoint 2f1c_Calico not found
    matching(47, 'endpoint ', /^endpoint \S{1,200} not found/),
    // failed to open the sriov_numfs of device "ens5": lstat /sys/class/net/ens5/device/sriov_numvfs: no such file or directory
    matching(40, '/sys/', /\/sys\/(?:class\/net|bus\/pci)\/\S{1,300}: no such file/),
    // setup NS network: failed to find host link "eni5": .. · SetupPodNetwork: failed to setup veth pair: ..
    matching(29, ' ', networkStep),
    matching(29, '"', linkStep),
    // nft: operation not permitted · open /proc/sys/net/..: permission denied
    matching(26, 'operation not permitted', kernelWords),
    matching(24, 'permission denied', kernelWords),
  ],
  what: 'The plugin was asked properly and had an address, but a step in the kernel (or in OVS, HNS) failed: iptables, nft, a sysctl, a link, an address or a route.',
  why: 'Missing kernel modules or tools, iptables in two modes (legacy and nft) on one node, a lock held too long, IPv6 switched off while the configuration asks for it, a read-only /proc/sys, missing rights in a nested environment, a master interface that does not exist, a full or stuck switch (OVS).',
  steps: [
    {
      text: 'Repeat on the node the very command that the error quotes (without its deletion, if it deletes).',
      commands:
        'iptables --version; iptables -t nat -L -n | head -5; ip6tables -t nat -L -n | head -5\nlsmod | grep -E "br_netfilter|ip_tables|nf_tables|nf_nat|vxlan"\nsysctl net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.ipv6.conf.all.disable_ipv6',
      check: 'The command fails in the same way by hand: the node is at fault, not the plugin.',
    },
    {
      text: 'Load what is missing and set what is unset.',
      commands: 'modprobe br_netfilter ip_tables iptable_nat nf_nat\nsysctl -w net.ipv4.ip_forward=1',
      check: 'The first step works, and the pod starts at the next retry.',
    },
    {
      text: 'Where two iptables modes are mixed, set the one that all agents on the node use.',
      commands:
        'update-alternatives --display iptables\niptables-legacy-save 2>/dev/null | wc -l; iptables-nft-save 2>/dev/null | wc -l',
      check: 'Only one of the two counts is above a few lines.',
    },
    {
      text: 'Look into the kernel log for the moment of the error.',
      commands: 'journalctl -k --since "30 min ago" | tail -50',
      check: 'No message about netfilter, the device or memory at that time.',
    },
  ],
  references: [
    { title: 'portmap plugin', url: 'https://www.cni.dev/plugins/current/meta/portmap/' },
    {
      title: 'Kubernetes: Container runtimes, network prerequisites',
      url: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    },
  ],
  knownVersions: '',
  samples: [
    'plugin type="linkerd-cni" failed (add): exec: "nsenter": executable file not found in $PATH',
    'plugin type="bridge" failed (add): could not add "cni0": numerical result out of range',
    'error while ProvisionEndpoint(2f1c_l2bridge,EF4C,2f1c): Element not found.',
    'cannot open hostport 9100 for pod k8s_web-0_default_: listen tcp :9100: bind: address already in use',
    'unable to create endpoint: [PUT /endpoint/{id}][500] putEndpointIdFailed  "timeout while waiting for initial endpoint generation to complete: context canceled"',
    'RPC failed; request ip return 500 configure nic failed for pod: 10.16.0.9 network not ready after 201 ping 10.16.0.1',
    'network connection is broken: gateway 10.1.0.1 is unreachable',
    'failed to tunePodRoutes: failed to RouteAdd ({Ifindex: 12 Dst: 10.1.2.0/24 Src: 10.1.2.9 Gw: <nil> Flags: [] Table: 254 Realm: 0}) to new table: invalid argument',
    'unable to setup DNAT: running [/usr/sbin/iptables -t nat -A CNI-HOSTPORT-DNAT --wait]: exit status 4: iptables: Resource temporarily unavailable.',
    'failed to set bridge addr: could not add IP address to "cni0": permission denied',
    'open /proc/sys/net/ipv6/conf/eth0/accept_dad: no such file or directory',
    'failed to configure pod interface: timed out waiting for OVS port binding (ovn-installed) for 0a:58:0a:01:02:03 [10.1.2.3/23]',
    'failed to set up pod interface "net2" from the device "ens6f0": error setting up interface in container namespace: "error bringing interface up in container ns: \\"input/output error\\""',
    'error while AddHnsEndpoint(2f1c_vxlan0,4096,2f1c): failed to find HNSEndpoint 2f1c_vxlan0: Endpoint 2f1c_vxlan0 not found',
    'failed to locate iptables: exec: "iptables": executable file not found in $PATH',
  ],
  lookAlikes: [
    'could not add IP address to "cni0": file exists',
    'netplugin failed with no error message: fork/exec /opt/cni/bin/bridge: permission denied',
    'failed to open netns "/var/run/netns/cni-1": failed to Statfs "/var/run/netns/cni-1": no such file or directory',
  ],
}
