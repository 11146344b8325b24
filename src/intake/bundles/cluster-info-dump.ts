import type { BundleLayout } from '../bundle.ts'

/** `kubectl cluster-info dump --output-directory` (kubernetes/kubectl pkg/cmd/clusterinfo): objects of each namespace, no node logs. */
export const bundle: BundleLayout = {
  id: 'cluster-info-dump',
  title: 'kubectl cluster-info dump',
  folder: /^cluster-info-dump$/,
  members: [
    { path: 'nodes.json', what: 'cluster object' },
    { path: '*/events.json', what: 'Kubernetes Events' },
    { path: '*/*/logs.txt', what: 'container log' },
    { path: '*/*.json', what: 'cluster object' },
  ],
  expected: [],
  limits: ['no logs of the nodes themselves'],
  samples: [{ path: 'x/cluster-info-dump/default/events.json', node: '', what: 'Kubernetes Events' }],
}
