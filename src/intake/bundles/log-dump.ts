import type { BundleLayout } from '../bundle.ts'

/** kubernetes/test-infra logexporter/cluster/log-dump.sh run by hand: one folder a node. */
export const bundle: BundleLayout = {
  id: 'log-dump',
  title: 'GKE log dump',
  folder: /^(?:cluster-logs|log-dump|gke-logs)$/,
  members: [
    { path: '{node}/containerd.log', what: 'containerd log', component: 'containerd' },
    { path: '{node}/container-runtime.log', what: 'containerd log', component: 'containerd' },
    { path: '{node}/docker.log', what: 'docker log' },
    { path: '{node}/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: '{node}/journal.log', what: 'journal' },
    { path: '{node}/kern.log', what: 'kernel log' },
  ],
  expected: [
    ['containerd log', 'docker log', 'journal'],
    ['kubelet log', 'journal'],
  ],
  limits: [],
  samples: [
    {
      path: 'cluster-logs/gke-c1-pool-1-4f2a/kubelet.log',
      node: 'gke-c1-pool-1-4f2a',
      what: 'kubelet log',
      component: 'kubelet',
    },
  ],
}
