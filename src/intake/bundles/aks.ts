import type { BundleLayout } from '../bundle.ts'

/** Azure/AgentBaker aks-log-collector.sh: paths of the node without the leading slash; kubelet and containerd write into syslog or messages. */
export const bundle: BundleLayout = {
  id: 'aks',
  title: 'AKS node logs',
  members: [
    { path: 'var/log/azure-vnet*', what: 'Azure CNI log' },
    { path: 'var/log/azure-cni*', what: 'Azure CNI log' },
    { path: 'var/log/azure-cns*', what: 'Azure CNS log' },
    { path: 'var/log/azure/**', what: 'Azure agent log', proof: true },
    { path: 'var/run/azure-vnet*', what: 'IPAM state' },
    { path: 'var/run/azure-cns*', what: 'IPAM state' },
    { path: 'var/log/cilium-cni*', what: 'Cilium CNI log' },
    { path: 'collect/crictl_info.json', what: 'runtime state', proof: true },
    { path: 'collect/crictl_*', what: 'runtime state' },
    { path: 'collect/ip_*', what: 'network state' },
  ],
  expected: [['syslog']],
  limits: [
    'files above 10 MiB keep only their last 10 MiB, compressed ones are left out, the archive stops near 100 MB',
  ],
  samples: [
    { path: 'aks_logs.zip!/collect/crictl_info.json', node: '', what: 'runtime state' },
    { path: 'aks_logs.zip!/var/log/azure-vnet.log', node: '', what: 'Azure CNI log' },
  ],
}
