import type { BundleLayout } from '../bundle.ts'

/** siderolabs/go-talos-support: a zip with one folder a node, which is usually an address. */
export const bundle: BundleLayout = {
  id: 'talos',
  title: 'Talos support',
  folder: /^support(?:-[\w.-]+)?$/,
  members: [
    { path: '{node}/service-logs/cri.log', what: 'containerd log', component: 'containerd' },
    { path: '{node}/service-logs/containerd.log', what: 'system containerd log', component: 'containerd' },
    { path: '{node}/service-logs/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: '{node}/service-logs/*', what: 'service log' },
    { path: '{node}/dmesg.log', what: 'kernel log' },
    { path: '{node}/controller-runtime.log', what: 'Talos log' },
    { path: '{node}/kubernetes-logs/**', what: 'container log' },
    { path: '{node}/resources/*', what: 'Talos resource' },
    { path: '{node}/*', what: 'node state' },
    { path: 'kubernetesResources/*', what: 'cluster object' },
  ],
  expected: [['containerd log'], ['kubelet log']],
  limits: ['of container logs only those of kube-system'],
  samples: [
    {
      path: 'support.zip!/10.5.0.2/service-logs/cri.log',
      node: '10.5.0.2',
      what: 'containerd log',
      component: 'containerd',
    },
    {
      path: 'support-c1.zip!/10.5.0.3/service-logs/kubelet.log',
      node: '10.5.0.3',
      what: 'kubelet log',
      component: 'kubelet',
    },
  ],
}
