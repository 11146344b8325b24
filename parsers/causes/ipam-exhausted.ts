import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** No address is left for the pod (host-local, calico-ipam, cilium, aws, azure, whereabouts, antrea, spiderpool, terway ...). */
export const cause: CauseDefinition = {
  id: 'ipam-exhausted',
  title: 'No IP address left for pods',
  severity: 'critical',
  patterns: [
    ...anyOf(90, [
      // host-local: .. in range set: 10.244.1.1-10.244.1.254 · up to plugins 0.6: .. in network: cbr0
      'no ip addresses available in',
      'no ipv4 addresses available in',
      'no ipv6 addresses available in',
      'no more free affine blocks',
      'no ips available in pools',
      'no configured calico pools',
      'no ip pools are configured',
      'no ippool available',
      'per host block limit',
      'all ippools exhausted',
      'all ip addresses used out',
      'ipnotenough',
      'insufficientfreeaddressesinsubnet',
      'insufficientcidrblocks',
      'no available address pools',
      'failed to find free ip in range',
    ]),
    matching(88, 'blocks reached', /limit of \d{1,6} blocks reached/),
    // failed to request 1 IPv4 addresses. IPAM allocated only 0
    matching(88, 'ipam allocated only', /ipam allocated only \d{1,6}/),
    matching(88, 'assigned 0 out of', /assigned 0 out of \d{1,6} requested/),
    ...anyOf(85, [
      'range is full',
      'no more ips available',
      'cidr ranges are exhausted',
      'no ips currently available',
      'could not allocate ip in range',
      'no available addresses',
      'no available ip',
      'no free ip',
      'no free addresses',
      'no address allocated',
      'used out',
      'failed to assign an ip address to container',
      'failed to assign an ip address to pod',
      'could not find an available, non-overlapping',
      'not enough ip',
      'ip is not enough',
      'no ip available',
      'reached its max enis',
      'insufficient ip',
      'no available ipv4',
      'no more addresses',
    ]),
    // Failed to allocate pool: Failed to delegate: exit status 255: why its delegate failed stands behind it
    matching(72, 'failed to allocate pool', /failed to allocate pool(?!: failed to delegate)/),
    ...anyOf(72, ['pool exhausted', 'ippool exhausted', 'pool is exhausted', 'address space exhausted']),
    // Clouds: the limit of the node, of the subnet or of the account
    ...anyOf(80, [
      'quotaexceeded',
      'privateipaddresslimitexceeded',
      'networkinterfacelimitexceeded',
      'attachmentlimitexceeded',
      'no eni can handle the allocation',
    ]),
    // cannot find a qualified ippool · all IPv4 IPPools [v4] of default/web-0 filtered out: unmatched Node affinity of IPPool v4
    ...anyOf(76, ['qualified ippool', 'no valid ippool', 'no pools match', 'no matching auto-created ippool']),
    // the given pool (10.1.0.0/24) does not exist, or is not enabled (calico)
    matching(76, 'given pool', /given pools? \([^)]{1,300}\) (?:do(?:es)? not exist|(?:is|are) not)/),
    matching(76, 'filtered out', /ippools .{1,400} filtered out/),
    // ip pool default-v4 is exhausted
    matching(
      60,
      'exhausted',
      /\b(?:ip|ips|ipv4|ipv6|ippools?|address(?:es)?|subnet|cidr|range|pool)\b.{0,120}exhausted/,
    ),
  ],
  what: 'The IPAM plugin has no free address for the pod: the range of the node, the pool of the cluster or the subnet of the cloud is used up. Running pods go on; new ones wait.',
  why: 'More pods than addresses, or addresses that were never given back: after failed tear-downs or a hard reboot the IPAM store keeps reservations of sandboxes that are gone. Clouds also limit addresses for each node and subnet. Where a controller of the plugin hands out the addresses (kube-ovn: "no address allocated to pod"), it may have failed over something else: its log tells.',
  steps: [
    {
      text: 'Count the addresses that are reserved against the pods that run.',
      commands:
        'crictl pods --state ready -q | wc -l\nls /var/lib/cni/networks/*/ 2>/dev/null | grep -c "\\."     # host-local\ncalicoctl ipam show --show-blocks                       # calico\nkubectl get ippools,spiderippools,ciliumnodes -A 2>/dev/null | head -20',
      check: 'Many more reservations than sandboxes: they leaked (next step). About as many: the range is too small.',
    },
    {
      text: 'Leaked reservations of host-local: remove the files whose sandbox no longer exists. For other plugins use their own clean-up.',
      commands:
        'cd /var/lib/cni/networks/NETWORK && for f in [0-9]*; do id=$(head -1 "$f" | tr -d "\\r"); crictl inspectp "$id" >/dev/null 2>&1 || echo "$f $id"; done\ncalicoctl ipam check --show-problem-ips',
      check: 'Every file that the loop prints belongs to no sandbox; once they are removed new pods get an address.',
    },
    {
      text: 'Too small: add a pool or enlarge the subnet, or lower the number of pods for each node.',
      commands: "kubectl get node NODE -o jsonpath='{.spec.podCIDR} {.status.allocatable.pods}'",
      check: 'The range holds more addresses than allocatable pods, with room for pods that are being replaced.',
    },
  ],
  references: [
    { title: 'host-local IPAM plugin', url: 'https://www.cni.dev/plugins/current/ipam/host-local/' },
    { title: 'Calico: IP address management', url: 'https://docs.tigera.io/calico/latest/networking/ipam/' },
    {
      title: 'amazon-vpc-cni-k8s: Troubleshooting',
      url: 'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/troubleshooting.md',
    },
  ],
  knownVersions: '',
  samples: [
    'failed to request 1 IPv4 addresses. IPAM allocated only 0',
    '[POST /ipam/ip][500] postIpamIpFailure  failed to allocate IP addresses in standard mode: no IPPool available',
    'failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254',
    'no IP addresses available in network: cbr0',
    'failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No more free affine blocks and strict affinity enabled',
    'unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure range is full',
    'add cmd: failed to assign an IP address to container',
    'Could not allocate IP in range: ip: 10.9.0.1 / - 10.9.0.6 / range: 10.9.0.0/29',
    'Failed to allocate address: No available addresses',
    'cannot allocate new block due to per host block limit',
    'the given pool (10.1.0.0/24) does not exist, or is not enabled',
  ],
  lookAlikes: [
    'Failed to allocate pool: Failed to delegate: netplugin failed with no error message: exit status 255',
    'failed to allocate for range 0: 10.244.1.5 has been allocated to 2f1c0f4d6a7e, duplicate allocation is not allowed',
    'unable to allocate IP address: Post "http://127.0.0.1:6784/ip/2f1c": dial tcp 127.0.0.1:6784: connect: connection refused',
  ],
}
