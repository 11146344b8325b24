import type { BundleLayout } from '../bundle.ts'

/** replicatedhq/troubleshoot: host collectors run on the machine itself or, with a folder a node, remotely. */
export const bundle: BundleLayout = {
  id: 'support-bundle',
  title: 'replicated support bundle',
  folder: /^(?:support-bundle|preflightbundle)[\w-]*$/,
  members: [
    { path: 'host-collectors/journald/{node}/*containerd*.txt', what: 'containerd log', component: 'containerd' },
    { path: 'host-collectors/journald/{node}/*kubelet*.txt', what: 'kubelet log', component: 'kubelet' },
    { path: 'host-collectors/journald/{node}/*', what: 'journal' },
    { path: 'host-collectors/journald/*containerd*.txt', what: 'containerd log', component: 'containerd' },
    { path: 'host-collectors/journald/*kubelet*.txt', what: 'kubelet log', component: 'kubelet' },
    { path: 'host-collectors/**', what: 'host collector' },
    { path: 'cluster-resources/events/*', what: 'Kubernetes Events' },
    { path: 'cluster-resources/**', what: 'cluster object' },
    { path: '**', what: 'other' },
  ],
  expected: [],
  limits: ["which files there are depends on the vendor's specification"],
  samples: [
    {
      path: 'support-bundle-2022-04-26T00_43_24.tar.gz!/support-bundle-2022-04-26T00_43_24/host-collectors/journald/node-a/containerd.txt',
      node: 'node-a',
      what: 'containerd log',
      component: 'containerd',
    },
    {
      path: 'support-bundle-2022-04-26T00_43_24/cluster-resources/events/ns.json',
      node: '',
      what: 'Kubernetes Events',
    },
  ],
}
