import type { BundleLayout } from '../bundle.ts'

/** openshift/release gather/extra: `nodes/<node>/journal.gz` is the whole journal in mode short-precise, UTC. */
export const bundle: BundleLayout = {
  id: 'openshift-ci',
  title: 'OpenShift CI gather-extra',
  folder: /^gather-extra$/,
  members: [
    { path: 'artifacts/nodes/{node}/journal*', what: 'journal' },
    { path: 'artifacts/nodes/{node}/*', what: 'node state' },
    { path: 'artifacts/pods/*', what: 'container log' },
    { path: 'artifacts/events.json', what: 'Kubernetes Events' },
    { path: 'artifacts/**', what: 'cluster object' },
    { path: '**', what: 'other' },
  ],
  expected: [['journal']],
  limits: [],
  samples: [
    {
      path: 'artifacts/e2e/gather-extra/artifacts/nodes/ip-10-0-1-7.ec2.internal/journal.gz',
      node: 'ip-10-0-1-7.ec2.internal',
      what: 'journal',
    },
  ],
}
