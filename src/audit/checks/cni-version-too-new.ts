import { type AuditCheck, KUBERNETES_PAGE } from '../check.ts'
import { specIndex } from '../spec-versions.ts'

const OLD = { supported: () => ({ versions: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0'], from: 'plugins 0.9.1' }) }

/** The other founding fault: the configuration is newer than a plugin. */
export const check: AuditCheck = {
  id: 'cni-version-too-new',
  title: 'cniVersion is newer than a plugin supports',
  severity: 'error',
  reference: KUBERNETES_PAGE,
  run(file, context) {
    const version = file.cniVersion
    if (version === undefined || typeof version.value !== 'string' || specIndex(version.value) < 0) return []
    const wanted = version.value
    return file.plugins.flatMap((plugin) => {
      const known = context.supported(plugin.type)
      if (known === undefined || known.versions.includes(wanted)) return []
      const what = `Plugin "${plugin.type}" does not support cniVersion "${wanted}": it supports ${known.versions.join(', ')} (${known.from}).`
      return [
        {
          offset: version.offset,
          what,
          why: 'Every ADD and DEL of this network fails with "incompatible CNI versions": pods neither start nor stop.',
          do: `Upgrade the plugin, or declare a version that it supports; audit --fix chooses it.`,
        },
      ]
    })
  },
  trips: [{ text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}', context: OLD }],
  passes: [
    { text: '{"cniVersion":"0.4.0","name":"n","plugins":[{"type":"bridge"}]}', context: OLD },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}' },
    { text: '{"name":"n","plugins":[{"type":"bridge"}]}', context: OLD },
  ],
}
