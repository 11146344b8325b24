import type { BundleLayout } from '../bundle.ts'

/** `kind export logs` (kubernetes-sigs/kind pkg/cluster/internal/logs): one folder a node, all `journalctl` in mode short. */
export const bundle: BundleLayout = {
  id: 'kind',
  title: 'kind export logs',
  members: [
    { path: 'kind-version.txt', what: 'version', proof: true },
    { path: '{node}/kubernetes-version.txt', what: 'version' },
    { path: '{node}/containerd.log', what: 'containerd log', component: 'containerd' },
    { path: '{node}/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: '{node}/journal.log', what: 'journal' },
    { path: '{node}/serial.log', what: 'console' },
    { path: '{node}/images.log', what: 'images' },
    { path: '{node}/inspect.json', what: 'container inspect' },
  ],
  expected: [
    ['containerd log', 'journal'],
    ['kubelet log', 'journal'],
  ],
  limits: [],
  samples: [
    { path: 'logs/kind-worker2/containerd.log', node: 'kind-worker2', what: 'containerd log', component: 'containerd' },
    { path: 'a.tar.gz!/logs/kind-control-plane/journal.log', node: 'kind-control-plane', what: 'journal' },
  ],
}
