import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** An address is taken, reserved twice, or its reservation leaked. */
export const cause: CauseDefinition = {
  id: 'ipam-conflict',
  title: 'IP address already allocated',
  severity: 'high',
  patterns: [
    ...anyOf(91, [
      'duplicate allocation is not allowed',
      "is subnet's gateway",
      'failed to allocate all requested ips',
    ]),
    allOf(91, 'requested ip', 'is not available in range'),
    matching(89, 'has been allocated to', /[\d.:a-f]{3,45} has been allocated to/),
    // resource already exists: 10.1.2.3
    matching(86, 'resource already exists', /resource already exists: \d{1,3}\.\d{1,3}\./),
    // requested IP address:2001:db8::113 is already in use · IP 10.1.2.3 is already allocated
    matching(
      80,
      'already',
      /\b(?:ip|ips|ipv4|ipv6|podip)\b.{0,120}\balready (?:in use|assigned|allocated|used|taken|exists)/,
    ),
    matching(
      80,
      'already',
      /\baddress(?:es)?\b.{0,20}\d[\d.:a-f]{3,45}.{0,60}\balready (?:in use|assigned|allocated|used|taken)/,
    ),
    ...anyOf(84, [
      'addressconflict',
      'is not in a configured pool',
      'ip conflict',
      'ip address conflict',
      'already assigned in block',
      'duplicate address',
      'duplicate ip',
      'provided ip is already allocated',
      'do not match the current ip allocation',
      'an conflicting ip',
      'already has ip(s) allocated',
      'ip address conflicting',
    ]),
    // spiderpool, a StatefulSet's addresses: what the pod holds and what the pool has reserved for it differ
    ...anyOf(62, ['ip allocation is lost', 'failed to re-allocate']),
    // IP address 10.24.1.6 has already been used by host with MAC 00:00:00:83:f9:81
    matching(80, 'already been used', /\b(?:ip|address)\b.{0,80}already been used/),
  ],
  what: 'The address for the pod is already reserved: by another sandbox, or by one that is gone and never gave it back.',
  why: 'A fixed address asked for twice (two pods, or the new sandbox of a pod whose old one was not torn down), a reservation left over from a crash or failed tear-down, or another host on the network that answers for the address.',
  steps: [
    {
      text: 'Find who holds the address.',
      commands:
        'kubectl get pods -A -o wide | grep -w ADDRESS\ngrep -l . /var/lib/cni/networks/*/ADDRESS 2>/dev/null && head -1 /var/lib/cni/networks/*/ADDRESS\ncalicoctl ipam show --ip=ADDRESS',
      check: 'A living pod holds it: the double request is the fault. Nobody holds it: the reservation is stale.',
    },
    {
      text: 'Stale: release the reservation of the sandbox that no longer exists.',
      commands:
        'crictl inspectp SANDBOX-ID || rm /var/lib/cni/networks/NETWORK/ADDRESS\ncalicoctl ipam release --ip=ADDRESS',
      check: 'The waiting pod gets its address at the next retry.',
    },
    {
      text: 'Asked for twice: give one of the workloads another address, or let the old pod go first.',
      commands: 'kubectl get pods -A -o yaml | grep -nE "ipAddrs|cni.*ip|ips:" | head',
      check: 'Each fixed address is named by one pod only.',
    },
  ],
  references: [
    { title: 'host-local IPAM plugin', url: 'https://www.cni.dev/plugins/current/ipam/host-local/' },
    { title: 'Calico: IP address management', url: 'https://docs.tigera.io/calico/latest/networking/ipam/' },
  ],
  knownVersions: 'The text "duplicate allocation is not allowed" is printed by host-local 0.8 and later.',
  samples: [
    "failed to retrieve the IP allocation of StatefulSet shop/web: failed to update StatefulSet's previous IP allocation records in IPPool v4: exhaust all retries, failed for 3 times, failed to re-allocate StatefulSet pod 'shop/web-0' SpiderIPPool IP '10.1.2.3'",
    'failed to retrieve the IP allocation of StatefulSet shop/web: current IP allocation is lost, endpoint shop/web-0 data broken',
    'request ip return 500 configure nic failed IP address 10.24.1.6 has already been used by host with MAC 00:00:00:83:f9:81',
    'failed to allocate for range 0: 10.244.1.5 has been allocated to 2f1c0f4d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c, duplicate allocation is not allowed',
    'error adding container to network "net-1": failed to allocate for range 0: requested IP address 10.24.1.10 is not available in range se',
    'failed to allocate for range 0: requested IP address 10.244.1.7 is not available in range set 10.244.1.1-10.244.1.254',
    'error getting IP from IPAM: resource already exists: 10.244.7.20',
    'static IP allocation failed, requested IP address:2001:db8::113 is already in use',
  ],
  lookAlikes: [
    'failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254',
    'failed to start sandbox container for pod "web-0": Error response from daemon: Address already in use',
    'failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24',
  ],
}
