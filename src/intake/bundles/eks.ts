import type { BundleLayout } from '../bundle.ts'

/** awslabs/amazon-eks-ami log-collector-script: one archive a node, named by its instance id; no crictl output, no listing of /opt/cni/bin. */
export const bundle: BundleLayout = {
  id: 'eks',
  title: 'EKS log collector',
  folder: /^eks_(?<node>i-[0-9a-f]+)_[\w.-]+$/,
  members: [
    { path: 'containerd/containerd-log.txt', what: 'containerd log', component: 'containerd' },
    { path: 'containerd/*', what: 'containerd state' },
    { path: 'kubelet/kubelet.log', what: 'kubelet log', component: 'kubelet' },
    { path: 'kubelet/*', what: 'kubelet configuration' },
    { path: 'cni/*', what: 'CNI configuration' },
    { path: 'ipamd/*', what: 'IPAM state' },
    { path: 'var_log/messages', what: 'syslog' },
    { path: 'var_log/syslog', what: 'syslog' },
    { path: 'var_log/aws-routed-eni/*', what: 'VPC CNI log' },
    { path: 'sandbox-image/*', what: 'sandbox image log' },
    { path: 'nodeadm/*', what: 'nodeadm log' },
    { path: 'networking/*', what: 'network state' },
    { path: 'kernel/*', what: 'kernel log' },
    { path: 'system/*', what: 'system state' },
    { path: '**', what: 'other' },
  ],
  expected: [
    ['containerd log', 'syslog'],
    ['kubelet log', 'syslog'],
  ],
  limits: ['kubelet.log holds the last 10 days', 'messages holds the last 100 MiB'],
  samples: [
    {
      path: 'eks_i-0abc_2022-04-26_0043-UTC_0.7.9.tar.gz!/./containerd/containerd-log.txt',
      node: 'i-0abc',
      what: 'containerd log',
      component: 'containerd',
    },
    { path: 'x/eks_i-0abc_2022-04-26_0043-UTC_0.7.9/ipamd/enis.json', node: 'i-0abc', what: 'IPAM state' },
  ],
}
