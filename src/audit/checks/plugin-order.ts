import { type AuditCheck, pluginDoc } from '../check.ts'

/** Plugins of containernetworking/plugins that only change the result of an earlier one. */
const META = new Set(['portmap', 'bandwidth', 'firewall', 'tuning', 'sbr', 'vrf'])
const list = (...types: string[]): string =>
  JSON.stringify({
    cniVersion: '1.0.0',
    name: 'n',
    plugins: types.map((type) => ({ type, capabilities: { portMappings: true, bandwidth: true } })),
  })

/** A meta plugin before the plugin that makes the interface. */
export const check: AuditCheck = {
  id: 'plugin-order',
  title: 'a meta plugin comes first',
  severity: 'error',
  reference: pluginDoc('meta', 'portmap'),
  run(file) {
    const [first] = file.plugins
    if (!first || !META.has(first.type)) return []
    return [
      {
        offset: first.offset,
        what: `The chain begins with "${first.type}", which needs the result of an earlier plugin.`,
        why: 'Every ADD fails with "must be called as chained plugin".',
        do: `Put the plugin that makes the interface (bridge, ptp, calico ...) before "${first.type}".`,
      },
    ]
  },
  trips: [
    { text: list('portmap', 'bridge') },
    { path: 'etc/cni/net.d/10-p.conf', text: '{"cniVersion":"1.0.0","name":"n","type":"portmap"}' },
  ],
  passes: [{ text: list('bridge', 'portmap', 'firewall') }],
}
