import { isHostName } from './known-words.ts'

// Where a text says that a word is a name, whatever the word is. Quotes may stand behind backslashes at any depth.
const PATTERNS: readonly RegExp[] = [
  // pod="payments/checkout-7d8f9-x2x4p" pods=["shop/a"]
  /\bpods?\\*"?[=:]\s?\[?\\*"([a-z0-9.-]{1,253})\/([a-z0-9.-]{1,253})\\*"/dg,
  // podName="a" ; namespace="payments" ; "namespace": "payments" ; container="checkout" ; nodeName="worker-1" ; host="worker-1"
  /(?:[nN]ame[sS]pace|\b(?:pod_?[nN]ame|container(?:Name)?|node|node_?[nN]ame|host|hostname))\\*"?[=:]\s?\\*"([A-Za-z0-9][A-Za-z0-9.-]{0,252})\\*"/dg,
  // Namespace:payments,Attempt:0 ; podName=a namespace=payments
  /(?:[nN]ame[sS]pace|\bpod_?[nN]ame|\bnode_?[nN]ame)[=:]([a-z0-9][a-z0-9.-]{0,252})(?=[,;}\s]|$)/dg,
  // &PodSandboxMetadata{Name:checkout-x,Uid:6fea,Namespace:payments,Attempt:0,} ; &ContainerMetadata{Name:checkout,Attempt:0,}
  /Metadata\{Name:([a-z0-9][a-z0-9.-]{0,252}),/dg,
  // Error syncing pod 6fea ("checkout-x_payments(6fea9fdb-...)")
  /(?<![\\A-Za-z0-9.-])([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9][a-z0-9-]{0,252})\([0-9a-f]{8}/dg,
  // k8s_POD_checkout-x_payments_6fea_0
  /\bk8s_[A-Za-z0-9.-]{1,253}_([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9][a-z0-9-]{0,252})_/dg,
  // name "checkout-x_payments_6fea9fdb-7eb5-..._0" is reserved for
  /(?<![\\A-Za-z0-9.-])([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9][a-z0-9-]{0,252})_(?:[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{32}_)/dg,
  // /var/log/pods/payments_checkout-x_6fea/app/0.log
  /\/pods\/([a-z0-9][a-z0-9-]{0,252})_([a-z0-9][a-z0-9.-]{0,252})_/dg,
  // error getting node "worker-1": node "worker-1" not found
  /\b[nN]ode \\*"([A-Za-z0-9][A-Za-z0-9.-]{0,252})\\*"/dg,
  // https://api-int:6443/api/v1 ; lookup api-int on 10.0.0.2:53: no such host
  /\b(?:https?|tcp):\/\/([A-Za-z0-9][A-Za-z0-9.-]{0,252})/dg,
  /\blookup ([A-Za-z0-9][A-Za-z0-9.-]{0,252}) on \d/dg,
  // image "harbor:5000/team/app:1.2" ; harbor.corp:5000/app@sha256:...
  /(?<![\\A-Za-z0-9.-])([A-Za-z0-9][A-Za-z0-9.-]{0,252}):\d{2,5}\/[a-z0-9][a-z0-9._/-]{0,252}[:@]/dg,
  // payments/checkout-7d8f9c5b6d-x2x4p
  /(?<![\\/A-Za-z0-9.-])([a-z0-9][a-z0-9-]{0,62})\/([a-z][a-z0-9.-]{0,236}-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5})(?![A-Za-z0-9])/dg,
  // <name>_payments_<uid>_0 : a message as the case keeps it, with marks for its pod's name and UID (src/base/message-template.ts)
  /\x03_([a-z0-9][a-z0-9-]{0,62})_\x02/dg,
  // Pod names that a controller made: checkout-7d8f9c5b6d-x2x4p (alphabet of k8s.io/apimachinery/pkg/util/rand)
  /(?<![\\A-Za-z0-9.-])([a-z][a-z0-9.-]{0,236}-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5})(?![A-Za-z0-9])/dg,
  // Apr 26 00:43:24 worker-1 containerd[812]: ; 2022-04-26T00:43:24.1+00:00 worker-1 kubelet[1]:
  /^(?:[A-Z][a-z]{2} [ \d]\d [\d:.]+|<\d+>1? ?\S+|\d{4}-\d\d-\d\dT\S+) ([A-Za-z0-9][A-Za-z0-9.-]{0,252}) [\w.-]+\[\d+\]:/dgm,
]

/** gke-pool-1234.europe.corp.example */
const DOTTED = /(?<![\\A-Za-z0-9.-])[A-Za-z0-9][A-Za-z0-9-]{0,62}\.[A-Za-z0-9.-]{0,188}[A-Za-z0-9]/g

/** Place of a name in a text: first character, and the one behind the last. */
export type NamePlace = readonly [number, number]

/** Where a text says that pods, namespaces, containers, nodes, hosts and registries are named: in order, none within another. */
export function namePlaces(text: string): readonly NamePlace[] {
  const places: NamePlace[] = []
  for (const pattern of PATTERNS)
    for (const { indices = [] } of text.matchAll(pattern))
      for (const place of indices.slice(1)) {
        if (place === undefined) continue
        const [from, to] = place
        places.push([from, from + text.slice(from, to).replace(/[.-]{1,8}$/, '').length])
      }
  for (const { 0: name, index } of text.matchAll(DOTTED))
    if (isHostName(name)) places.push([index, index + name.length])
  places.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  let end = 0
  return places.filter(([from, to]) => {
    if (from < end || to <= from) return false
    end = to
    return true
  })
}
