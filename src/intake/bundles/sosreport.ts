import type { BundleLayout } from '../bundle.ts'

/** sosreport/sos: the top folder is named by the host and, where given, a case number. */
export const bundle: BundleLayout = {
  id: 'sosreport',
  title: 'sosreport',
  folder: /^sosreport-(?<node>[a-z0-9-]+?(?:\.[a-z0-9-]+)*?)(?:[-.](?:case\w+|\d{5,}))?-20\d\d-?\d\d-?\d\d[\w-]*$/i,
  members: [
    { path: 'sos_commands/containerd/journalctl_*unit_containerd*', what: 'containerd log', component: 'containerd' },
    { path: 'sos_commands/crio/journalctl_*unit_crio*', what: 'CRI-O log', component: 'crio' },
    { path: 'sos_commands/kubernetes/journalctl_*unit_kubelet*', what: 'kubelet log', component: 'kubelet' },
    { path: 'sos_commands/openshift/journalctl_*unit_kubelet*', what: 'kubelet log', component: 'kubelet' },
    { path: 'sos_commands/logs/journalctl_*', what: 'journal' },
    { path: 'var/log/journal/**', what: 'journal' },
    { path: 'run/log/journal/**', what: 'journal' },
    { path: 'var/log/messages', what: 'syslog' },
    { path: 'var/log/syslog', what: 'syslog' },
    { path: 'etc/cni/net.d/*', what: 'CNI configuration' },
    { path: 'sos_commands/**', what: 'command output' },
    { path: '**', what: 'other' },
  ],
  expected: [
    ['containerd log', 'CRI-O log', 'journal', 'syslog'],
    ['kubelet log', 'journal', 'syslog'],
  ],
  limits: ['files keep their last 25 MiB, the journal its newest 100 MiB'],
  samples: [
    {
      path: 'sosreport-node-a-case1-2022-04-26-abcdefg.tar.xz!/sosreport-node-a-case1-2022-04-26-abcdefg/sos_commands/kubernetes/journalctl_--no-pager_--unit_kubelet',
      node: 'node-a',
      what: 'kubelet log',
      component: 'kubelet',
    },
    { path: 'x/sosreport-node-a.case1-20220426004324/var/log/messages', node: 'node-a', what: 'syslog' },
  ],
}
