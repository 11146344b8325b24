import type { BundleLayout } from '../bundle.ts'

/** rancherlabs/support-tools collection/rancher/v2.x (Rancher, RKE2, k3s): one archive a node, named by host and time. */
export const bundle: BundleLayout = {
  id: 'rancher',
  title: 'Rancher log collector',
  folder: /^(?<node>[a-z0-9][a-z0-9.-]*?)-20\d\d-\d\d-\d\d_\d\d_\d\d_\d\d$/i,
  members: [
    { path: 'journald/containerd', what: 'containerd log', component: 'containerd' },
    { path: 'journald/kubelet', what: 'kubelet log', component: 'kubelet' },
    { path: 'journald/k3s*', what: 'kubelet log' },
    { path: 'journald/rke2-*', what: 'kubelet log' },
    { path: 'journald/*', what: 'journal' },
    { path: '*/containerd.log', what: 'containerd log', component: 'containerd' },
    { path: '*/agent-logs/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: 'systemlogs/*', what: 'syslog' },
    { path: 'networking/cni/*', what: 'CNI configuration' },
    { path: '*/crictl/*', what: 'runtime state' },
    { path: '*/podlogs/**', what: 'container log' },
    { path: '**', what: 'other' },
  ],
  expected: [
    ['containerd log', 'syslog'],
    ['kubelet log', 'syslog'],
  ],
  limits: ['journals hold their last 7 days', 'the containerd log of k3s is not collected'],
  samples: [
    {
      path: 'node-a-2022-04-26_00_43_24.tar.gz!/./node-a-2022-04-26_00_43_24/rke2/agent-logs/kubelet.log',
      node: 'node-a',
      what: 'kubelet log',
      component: 'kubelet',
    },
    {
      path: 'all.tar!/node-a-2022-04-26_00_43_24.tar.gz!/node-a-2022-04-26_00_43_24/rke2/containerd.log',
      node: 'node-a',
      what: 'containerd log',
      component: 'containerd',
    },
  ],
}
