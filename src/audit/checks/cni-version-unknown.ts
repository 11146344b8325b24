import { type AuditCheck, spec } from '../check.ts'
import { SPEC_VERSIONS, specIndex } from '../spec-versions.ts'

/** A version that no specification has. */
export const check: AuditCheck = {
  id: 'cni-version-unknown',
  title: 'cniVersion is not a published version',
  severity: 'error',
  reference: spec('Section 1: Network configuration format'),
  run(file) {
    const version = file.cniVersion
    if (version === undefined || version.value === '') return []
    if (typeof version.value !== 'string') {
      return [
        {
          offset: version.offset,
          what: '"cniVersion" is not a text.',
          why: 'libcni refuses the file ("invalid cniVersion type").',
          do: `Write one of ${SPEC_VERSIONS.join(', ')} in quotes.`,
        },
      ]
    }
    if (specIndex(version.value) >= 0) return []
    return [
      {
        offset: version.offset,
        what: `"${version.value}" is no published version of the CNI specification.`,
        why: 'Every plugin refuses it ("incompatible CNI versions"), at ADD and at DEL.',
        do: `Use one of ${SPEC_VERSIONS.join(', ')}.`,
      },
    ]
  },
  trips: [
    { text: '{"cniVersion":"0.5.0","name":"n","plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":1,"name":"n","plugins":[{"type":"bridge"}]}' },
  ],
  passes: [
    { text: '{"cniVersion":"0.3.1","name":"n","plugins":[{"type":"bridge"}]}' },
    { text: '{"name":"n","plugins":[{"type":"bridge"}]}' },
  ],
}
