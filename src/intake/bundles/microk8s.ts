import type { BundleLayout } from '../bundle.ts'

/** canonical/microk8s scripts/inspect.sh: one node, named in the lines of its journals. */
export const bundle: BundleLayout = {
  id: 'microk8s',
  title: 'microk8s inspect',
  folder: /^inspection-report[\w-]*$/,
  members: [
    { path: '*microk8s.daemon-containerd/*.log', what: 'containerd log', component: 'containerd' },
    { path: '*microk8s.daemon-kubelite/*.log', what: 'kubelet log', component: 'kubelet' },
    { path: '*microk8s.daemon-kubelet/*.log', what: 'kubelet log', component: 'kubelet' },
    { path: '*microk8s.daemon-*/*.log', what: 'service log' },
    { path: 'args/cni-network/*', what: 'CNI configuration' },
    { path: 'args/**', what: 'arguments' },
    { path: '**', what: 'other' },
  ],
  expected: [['containerd log'], ['kubelet log']],
  limits: ['journals hold their last 100000 lines'],
  samples: [
    {
      path: 'inspection-report-20220426_004324.tar.gz!/inspection-report/snap.microk8s.daemon-containerd/journal.log',
      node: '',
      what: 'containerd log',
      component: 'containerd',
    },
    { path: 'inspection-report/args/cni-network/cni.conflist', node: '', what: 'CNI configuration' },
  ],
}
