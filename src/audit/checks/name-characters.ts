import { type AuditCheck, spec } from '../check.ts'

// libcni pkg/utils/utils.go: ^[a-zA-Z0-9][a-zA-Z0-9_.\-]*$
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/

/** Names become file names of the result cache. */
export const check: AuditCheck = {
  id: 'name-characters',
  title: 'characters that are not allowed in a network name',
  severity: 'error',
  reference: spec('Section 1: Network configuration format'),
  run(file) {
    const name = file.name
    if (name === undefined || typeof name.value !== 'string' || name.value === '' || NAME.test(name.value)) return []
    return [
      {
        offset: name.offset,
        what: `The network name "${name.value}" has characters that libcni refuses.`,
        why: 'libcni 0.8 and later fails with "invalid characters in network name".',
        do: 'Use letters, digits, dot, dash and underscore; begin with a letter or digit.',
      },
    ]
  },
  trips: [
    { text: '{"cniVersion":"1.0.0","name":"my net","plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":"1.0.0","name":"-x","plugins":[{"type":"bridge"}]}' },
  ],
  passes: [{ text: '{"cniVersion":"1.0.0","name":"k8s-pod-network_1.2","plugins":[{"type":"bridge"}]}' }],
}
