import { type AuditCheck, KUBERNETES_PAGE } from '../check.ts'

const WHY =
  'libcni 0.7.0 to 1.0.1 cannot tear a pod down without it ("invalid version \\"\\": the version is empty"): measured on containerd 1.3.0 to 1.6.3 (the Kubernetes page names 1.6.0 to 1.6.3). Pods start, but stay in Terminating with their network namespace attached.'

/** The founding fault: a configuration that declares no version. */
export const check: AuditCheck = {
  id: 'cni-version-missing',
  title: 'cniVersion is missing or empty',
  severity: 'error',
  reference: KUBERNETES_PAGE,
  run(file) {
    if (file.root?.type !== 'object') return []
    const version = file.cniVersion
    if (version === undefined) {
      return [
        {
          offset: file.root.offset,
          what: 'The configuration has no "cniVersion".',
          why: WHY,
          do: 'Declare a version that every plugin of the list supports; audit --fix chooses it.',
        },
      ]
    }
    if (version.value === '')
      return [
        {
          offset: version.offset,
          what: '"cniVersion" is empty.',
          why: WHY,
          do: 'Declare a version that every plugin of the list supports; audit --fix chooses it.',
        },
      ]
    return []
  },
  trips: [
    { text: '{"name":"n","plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":"","name":"n","plugins":[{"type":"bridge"}]}' },
  ],
  passes: [{ text: '{"cniVersion":"0.4.0","name":"n","plugins":[{"type":"bridge"}]}' }, { text: '[]' }],
}
