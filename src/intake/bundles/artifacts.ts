import type { BundleLayout } from '../bundle.ts'

/** Prow jobs: log-dump (kubernetes/test-infra, also of GKE), kops dump, Cluster API machines, kind logs below `artifacts/`. */
export const bundle: BundleLayout = {
  id: 'artifacts',
  title: 'test job artifacts',
  folder: /^artifacts$/,
  members: [
    { path: 'logs/{node}/containerd.log', what: 'containerd log', component: 'containerd' },
    { path: 'logs/{node}/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: 'logs/{node}/journal.log', what: 'journal' },
    { path: 'clusters/*/machines/{node}/containerd.log', what: 'containerd log', component: 'containerd' },
    { path: 'clusters/*/machines/{node}/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: 'clusters/*/machines/{node}/journal.log', what: 'journal' },
    { path: 'clusters/*/machines/{node}/**', what: 'node state' },
    { path: '{node}/containerd.log', what: 'containerd log', component: 'containerd' },
    { path: '{node}/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: '{node}/docker.log', what: 'docker log' },
    { path: '{node}/journal.log', what: 'journal' },
    { path: '{node}/kern.log', what: 'kernel log' },
    { path: '{node}/systemd.log', what: 'systemd log' },
    { path: '{node}/kube-node-installation.log', what: 'installation log' },
  ],
  expected: [
    ['containerd log', 'docker log', 'journal'],
    ['kubelet log', 'journal'],
  ],
  limits: [],
  samples: [
    { path: 'artifacts/e2e-minion-1/kubelet.log', node: 'e2e-minion-1', what: 'kubelet log', component: 'kubelet' },
    {
      path: 'artifacts/clusters/c1/machines/c1-md-0-abc/containerd.log',
      node: 'c1-md-0-abc',
      what: 'containerd log',
      component: 'containerd',
    },
    {
      path: 'job/artifacts/logs/kind-worker/containerd.log',
      node: 'kind-worker',
      what: 'containerd log',
      component: 'containerd',
    },
  ],
}
