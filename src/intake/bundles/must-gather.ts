import type { BundleLayout } from '../bundle.ts'

/** openshift/must-gather: service logs of all masters in one file (the host is in each line), objects as YAML. */
export const bundle: BundleLayout = {
  id: 'must-gather',
  title: 'OpenShift must-gather',
  folder: /^must-gather(?:\.local\.\d+|-[a-z0-9]+|)$/,
  members: [
    { path: '**host_service_logs/masters/kubelet_service.log', what: 'kubelet log', component: 'kubelet' },
    { path: '**host_service_logs/masters/crio_service.log', what: 'CRI-O log', component: 'crio' },
    { path: '**host_service_logs/*/*_service.log', what: 'service log' },
    { path: '**host_service_logs/windows/log_files/kubelet/*', what: 'kubelet log', component: 'kubelet' },
    { path: '**host_service_logs/windows/log_files/containerd/*', what: 'containerd log', component: 'containerd' },
    { path: '**nodes/{node}/*_logs_kubelet*', what: 'kubelet log', component: 'kubelet' },
    { path: '**nodes/{node}/*', what: 'node state' },
    { path: '**cluster-scoped-resources/**', what: 'cluster object' },
    { path: '**namespaces/*/core/events.yaml', what: 'Kubernetes Events' },
    { path: '**namespaces/*/pods/**', what: 'container log' },
    { path: '**', what: 'other' },
  ],
  expected: [],
  limits: ['service logs are those of the masters, 7 days of them'],
  samples: [
    {
      path: 'must-gather.local.123/quay-io-x-sha256-1/host_service_logs/masters/kubelet_service.log',
      node: '',
      what: 'kubelet log',
      component: 'kubelet',
    },
    {
      path: 'must-gather.tar.gz!/must-gather/img/nodes/worker-1/worker-1_logs_kubelet.gz',
      node: 'worker-1',
      what: 'kubelet log',
      component: 'kubelet',
    },
  ],
}
