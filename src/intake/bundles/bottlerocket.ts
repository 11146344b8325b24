import type { BundleLayout } from '../bundle.ts'

/** bottlerocket-os/bottlerocket-core-kit logdog: one node, its journal in mode short-precise. */
export const bundle: BundleLayout = {
  id: 'bottlerocket',
  title: 'Bottlerocket logdog',
  folder: /^bottlerocket-logs$/,
  members: [
    { path: 'journalctl.log', what: 'journal' },
    { path: 'ipamd.log', what: 'VPC CNI log' },
    { path: 'plugin.log', what: 'VPC CNI log' },
    { path: 'containerd-config', what: 'containerd configuration' },
    { path: 'settings.json', what: 'settings' },
    { path: 'dmesg', what: 'kernel log' },
    { path: '**', what: 'other' },
  ],
  expected: [['journal']],
  limits: [],
  samples: [{ path: 'bottlerocket-logs.tar.gz!/bottlerocket-logs/journalctl.log', node: '', what: 'journal' }],
}
