import type { PayloadRecord, Peeled } from '../../src/model/record.ts'
import type { Component } from '../../src/model/vocabulary.ts'

/** Identifiers and units, without `.service`, `snap.`, and folders. */
const BY_IDENT: ReadonlyMap<string, Component> = new Map<string, Component>([
  ['containerd', 'containerd'],
  ['microk8s.daemon-containerd', 'containerd'],
  ['cri-containerd', 'containerd'],
  // Talos
  ['cri', 'containerd'],
  ['k0s-containerd', 'containerd'],
  ['kubelet', 'kubelet'],
  ['kubelet-eks.daemon', 'kubelet'],
  ['kubelet-eks', 'kubelet'],
  ['kubelet-wrapper', 'kubelet'],
  ['hyperkube', 'kubelet'],
  ['origin-node', 'kubelet'],
  ['atomic-openshift-node', 'kubelet'],
  ['microk8s.daemon-kubelet', 'kubelet'],
  ['kubenswrapper', 'kubelet'],
  ['crio', 'crio'],
  ['cri-o', 'crio'],
  ['cri-dockerd', 'cri-dockerd'],
  ['crictl', 'crictl'],
])

/** Programs that hold a kubelet beside other things: what klog writes there counts as the kubelet's. */
const WITH_KUBELET: ReadonlySet<string> = new Set([
  'k3s',
  'k3s-agent',
  'rke2',
  'rke2-server',
  'rke2-agent',
  'k0s',
  'k0scontroller',
  'k0sworker',
  'microk8s.daemon-kubelite',
  'kubelite',
  'microshift',
  'localkube',
])

/**
 * Who wrote the record; '' where neither identifier, section nor payload tells, or a container only quotes it. `section` is
 * that of a minikube log or a bundle: `kubelet`, `containerd`, `etcd [1234]`.
 */
export function componentOf(payload: PayloadRecord, peeled: Peeled, section: string): Component | '' {
  if (payload.component !== '') return payload.component
  if (peeled.workload === true || section.includes('[')) return ''
  const klog = payload.payload.startsWith('klog')
  const name = shortIdent(peeled.ident === '' ? section : peeled.ident)
  const known = BY_IDENT.get(name)
  if (known !== undefined) return known
  if (WITH_KUBELET.has(name)) return klog ? 'kubelet' : ''
  if (name !== '') return ''
  if (klog) return 'kubelet'
  return payload.stamp?.kind === 'monotonic' ? 'crictl' : ''
}

function shortIdent(ident: string): string {
  const name = ident.toLowerCase().slice(ident.lastIndexOf('/') + 1)
  const short = name.replace(/\.(?:service|exe)$/, '')
  return short.startsWith('snap.') ? short.slice(5) : short
}
