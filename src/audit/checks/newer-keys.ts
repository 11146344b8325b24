import { type AuditCheck, spec } from '../check.ts'
import { SPEC_VERSIONS, specIndex } from '../spec-versions.ts'

/** Keys of a list that came with a later specification: disableCheck 0.4.0, cniVersions, disableGC and loadOnlyInlinedPlugins 1.1.0. */
const SINCE: readonly (readonly [key: string, version: string, type: 'boolean' | 'array'])[] = [
  ['disableCheck', '0.4.0', 'boolean'],
  ['disableGC', '1.1.0', 'boolean'],
  ['loadOnlyInlinedPlugins', '1.1.0', 'boolean'],
  ['cniVersions', '1.1.0', 'array'],
]

function faultyVersions(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((version) => typeof version !== 'string' || specIndex(version) < 0).map(String)
    : []
}

/** Keys that the declared version does not know, or of the wrong type. */
export const check: AuditCheck = {
  id: 'newer-keys',
  title: 'disableCheck, cniVersions and other keys of later versions',
  severity: 'warning',
  reference: spec('Section 1: Network configuration format'),
  run(file) {
    const version = typeof file.cniVersion?.value === 'string' ? file.cniVersion.value : ''
    return SINCE.flatMap(([key, since, type]) => {
      const found = file.get(key)
      if (!found) return []
      const isType = type === 'array' ? Array.isArray(found.value) : typeof found.value === 'boolean'
      if (!isType)
        return [
          {
            offset: found.offset,
            severity: 'error' as const,
            what: `"${key}" must be a ${type === 'array' ? 'list of versions' : 'true or false'}.`,
            why: `libcni refuses the file ("invalid ${key} type").`,
            do: `Correct or remove "${key}".`,
          },
        ]
      const faulty = faultyVersions(found.value)
      if (faulty.length > 0)
        return [
          {
            offset: found.offset,
            severity: 'error' as const,
            what: `"${key}" names ${faulty.join(', ')}, which is no published version.`,
            why: 'The runtime may choose it and every plugin refuses it.',
            do: `Use only ${SPEC_VERSIONS.join(', ')}.`,
          },
        ]
      if (version === '' || specIndex(version) < 0 || specIndex(version) >= specIndex(since)) return []
      return [
        {
          offset: found.offset,
          what: `"${key}" is known from version ${since} on; this file declares ${version}.`,
          why: 'Runtimes ignore it silently below that version.',
          do: `Declare ${since} or later if every plugin supports it, or remove "${key}".`,
        },
      ]
    })
  },
  trips: [
    { text: '{"cniVersion":"0.3.1","name":"n","disableCheck":true,"plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":"1.0.0","name":"n","disableCheck":"yes","plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":"1.1.0","cniVersions":["9.9.9"],"name":"n","plugins":[{"type":"bridge"}]}' },
  ],
  passes: [
    {
      text: '{"cniVersion":"1.1.0","cniVersions":["1.0.0","1.1.0"],"disableCheck":true,"name":"n","plugins":[{"type":"bridge"}]}',
    },
  ],
}
