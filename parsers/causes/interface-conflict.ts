import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** A bridge, veth, address or route that the plugin wants to make is already there (bridge, ptp, calico, HNS ...). */
export const cause: CauseDefinition = {
  id: 'interface-conflict',
  title: 'Bridge, link, address or route already exists',
  severity: 'high',
  patterns: [
    ...anyOf(92, [
      'already has an ip address different from',
      'already exists but is not a bridge',
      'already exists for an interface other than',
      'loopback interface found with non-loopback address',
    ]),
    allOf(88, 'container veth name', 'already exists'),
    // could not add IP address to "cni0": file exists · failed to add route (Dst: ..): file exists
    matching(
      82,
      ': file exists',
      /(?:address|addr|route|link|veth|bridge|interface|iface|vlan|tunnel|rule|cali|cni\d|eth\d|netlink).{0,300}: file exists/,
    ),
    // HNS failed with error : The object already exists. · hcnCreateEndpoint failed in Win32: The object already exists.
    matching(78, 'object already exists', /(?:hns|hcn).{0,300}object already exists/),
    // interface eth0 already exists · veth vethwepl2f1c already exists
    matching(
      62,
      'already exists',
      /\b(?:interface|link|veth\w{0,20}|device|bridge|eth\d|net\d)\b.{0,80}already exists/,
    ),
    // network "multus-cni-network" requested interface name "eth0" already assigned (CRI-O)
    matching(62, 'already assigned', /interface name "[^"]{1,40}" already assigned/),
    // failed to create macvlan: device or resource busy
    matching(62, 'device or resource busy', /(?:macvlan|ipvlan|vlan|sr-?iov).{0,200}device or resource busy/),
    // file exists (netlink, without saying of what); with a path it would be a file
    matching(44, 'file exists', /^[^/]*file exists/),
  ],
  what: 'The plugin wants to make a bridge, link, address or route that exists already with other properties, and gives up.',
  why: 'Left over from another network add-on or from an earlier pod range (the bridge cni0 keeps the address of the range the node had before), from sandboxes that were not torn down, or made by another program on the node with the same name or route.',
  steps: [
    {
      text: 'Look at the bridge, link or route that the error names.',
      commands:
        "ip -d link show cni0; ip addr show cni0\nip route | head -40\nkubectl get node NODE -o jsonpath='{.spec.podCIDR}'; cat /run/flannel/subnet.env 2>/dev/null",
      check: 'You see the old address, link or route, and which range the node should have.',
    },
    {
      text: 'A bridge with an address of an old range: drain the node, then remove it; the next pod makes it anew.',
      commands:
        'kubectl drain NODE --ignore-daemonsets --delete-emptydir-data\nip link set cni0 down && ip link delete cni0\nkubectl uncordon NODE',
      check: 'ip addr show cni0 has the address of the present range after the first new pod.',
    },
    {
      text: 'A route or link of a sandbox that is gone: remove that one only.',
      commands: 'ip route show ADDRESS/32\nip link delete LINK',
      check: 'ip route get ADDRESS no longer points to the old link, and the pod starts at the next retry.',
    },
  ],
  references: [
    { title: 'bridge plugin', url: 'https://www.cni.dev/plugins/current/main/bridge/' },
    {
      title: 'flannel: Troubleshooting',
      url: 'https://github.com/flannel-io/flannel/blob/master/Documentation/troubleshooting.md',
    },
  ],
  knownVersions: '',
  samples: [
    'network "multus-cni-network" requested interface name "eth0" already assigned',
    'plugin type="bridge" failed (add): failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24',
    'could not add IP address to "cni0": file exists',
    'container veth name provided (eth0) already exists',
    "error adding host side routes for interface: cali1, error: route (Ifindex: 93, Dst: 10.1.2.3/32, Scope: link) already exists for an interface other than 'cali1'",
    "failed to add route '0.0.0.0/0 via 10.244.1.1 dev eth0': file exists",
  ],
  lookAlikes: [
    'could not add IP address to "cni0": permission denied',
    'error getting IP from IPAM: resource already exists: 10.244.7.20',
    'failed to create containerd container: snapshot "2f1c" : already exists',
  ],
}
