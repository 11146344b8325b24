/*
 * Plugins name the step that failed and the thing it was about, then what the kernel, OVS or HNS answered. The answer alone
 * (invalid argument, no such file, exit status 1) says little; the thing does.
 */

const failing = "(?:fail(?:ed|s|ure)?|faild|unable|could not|couldn't|cannot|can not|can't|error)"

// What is read, decoded or given back is a file, an answer or an address.
const step =
  '(?! ?(?:to )?(?:pars|read|load|sav|un?marshal|decod|encod|releas|issu|annotat|reconcil|allocat|reserv|execut|group|fetch))'

// veth, links, routes, rules, qdiscs, OVS, HNS
const network =
  '(?:veth\\w{0,8}|vlan|macvlan|ipvlan|vxlan|bridge|tap|link|interface|iface|netdevice|nic|vf|pf|mtu|mac addr(?:ess)?|hwaddr|' +
  'route(?: entry)?|routing|rule|arp|neigh(?:bor|bour)?|qdisc|ifb|vrf|txqlen|hairpin|gateway|default gw|gw|snat|openflow|flow|' +
  'ovs|representor|netkit|physfn|hns|hcn|(?:net(?:work)?|host|container|provider|vfio) device|proxy_arp|arp_\\w{1,10}|rp_filter|' +
  'forwarding|dad|sysctl)'

// pods "web-0" not found: the pod was deleted meanwhile
const elsewhere = '(?!.{0,2000}\\bpods? "[^"]{1,300}" not found)'

/** `unable to add rule for ENI IP`, `setup NS network: failed to find host link "x": ..` (folded text). */
export const networkStep: RegExp = new RegExp(
  `^${elsewhere}.{0,300}?\\b${failing}\\b${step}[^:]{0,60}?\\b${network}(?:s|es)?\\b`,
)

/** `failed to set "eth0" up` · `failed to rename "tmp1" to "eth0"` · `could not add "cni0": ..` (folded text). */
export const linkStep: RegExp =
  /\bcould not add "[a-z][\w.@-]{0,20}": |\b(?:set|bring|rename|move|find|look ?up) "[a-z][\w.@-]{0,20}" ?(?:up\b|down\b|to "|in \w{0,20}ns)/
