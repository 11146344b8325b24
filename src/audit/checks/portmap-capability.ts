import { type AuditCheck, pluginDoc } from '../check.ts'

/** Capabilities that a plugin needs in the file before the runtime passes it anything. */
const NEEDS: ReadonlyMap<string, string> = new Map([
  ['portmap', 'portMappings'],
  ['bandwidth', 'bandwidth'],
])

/** portmap or bandwidth without its capability: hostPort or bandwidth annotations do nothing, silently. */
export const check: AuditCheck = {
  id: 'portmap-capability',
  title: 'portmap or bandwidth without its capability',
  severity: 'warning',
  reference: pluginDoc('meta', 'portmap'),
  run(file) {
    return file.plugins.flatMap((plugin) => {
      const capability = NEEDS.get(plugin.type)
      if (
        capability === undefined ||
        plugin.get('capabilities', capability)?.value === true ||
        plugin.get('runtimeConfig') !== undefined
      )
        return []
      // bandwidth may carry fixed rates instead
      if (plugin.get('ingressRate') !== undefined || plugin.get('egressRate') !== undefined) return []
      return [
        {
          offset: plugin.offset,
          what: `Plugin "${plugin.type}" has no "capabilities": {"${capability}": true}.`,
          why: `The runtime passes nothing to it: ${plugin.type === 'portmap' ? 'hostPort of pods' : 'bandwidth annotations'} have no effect, without an error.`,
          do: `Add "capabilities": {"${capability}": true}.`,
        },
      ]
    })
  },
  trips: [
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"},{"type":"portmap"}]}' },
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"},{"type":"bandwidth","capabilities":{"bandwidth":false}}]}',
    },
  ],
  passes: [
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"},{"type":"portmap","capabilities":{"portMappings":true}},{"type":"bandwidth","ingressRate":1}]}',
    },
  ],
}
