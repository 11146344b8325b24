import { type AuditCheck, pluginDoc, type Remark } from '../check.ts'
import type { ConfigPlugin } from '../config-file.ts'
import { hostLocalRanges } from '../host-local.ts'

const INTERFACE_NAME = 15

/** Linux refuses interface names above 15 bytes (IFNAMSIZ). */
function longBridge(plugin: ConfigPlugin): readonly Remark[] {
  const bridge = plugin.get('bridge')
  if (plugin.type !== 'bridge' || typeof bridge?.value !== 'string' || bridge.value.length <= INTERFACE_NAME) return []
  return [
    {
      offset: bridge.offset,
      severity: 'error',
      what: `The bridge name "${bridge.value}" has more than ${INTERFACE_NAME} characters.`,
      why: 'Linux refuses such interface names: every ADD fails when the bridge is made.',
      do: 'Use a shorter name.',
    },
  ]
}

/** bridge README: isDefaultGateway implies isGateway; hairpinMode and promiscMode exclude one another. */
function bridgeFlags(plugin: ConfigPlugin): readonly Remark[] {
  if (plugin.type !== 'bridge') return []
  const hairpin = plugin.get('hairpinMode')
  const remarks: Remark[] = []
  if (hairpin?.value === true && plugin.get('promiscMode')?.value === true) {
    remarks.push({
      offset: hairpin.offset,
      severity: 'error',
      what: '"hairpinMode" and "promiscMode" are both on.',
      why: 'The bridge plugin refuses it ("cannot set hairpin mode and promiscuous mode at the same time").',
      do: 'Keep one of the two.',
    })
  }
  for (const key of ['isGateway', 'isDefaultGateway', 'ipMasq', 'hairpinMode', 'promiscMode'] as const) {
    const flag = plugin.get(key)
    if (flag !== undefined && typeof flag.value !== 'boolean')
      remarks.push({
        offset: flag.offset,
        severity: 'error',
        what: `"${key}" must be true or false.`,
        why: 'The plugin cannot decode its configuration ("failed to load netconf").',
        do: `Write "${key}": true or false without quotes.`,
      })
  }
  return remarks
}

/** Routes name networks that the plugin adds inside the pod. */
function routes(plugin: ConfigPlugin): readonly Remark[] {
  const list = plugin.get('ipam', 'routes')?.value
  if (!Array.isArray(list)) return []
  return list.flatMap((_, i) => {
    const dst = plugin.get('ipam', 'routes', i, 'dst')
    if (dst !== undefined && typeof dst.value === 'string' && /^[0-9a-fA-F.:]+\/\d{1,3}$/.test(dst.value)) return []
    const offset = dst?.offset ?? plugin.get('ipam', 'routes', i)?.offset ?? plugin.offset
    return [
      {
        offset,
        severity: 'error' as const,
        what: `Route ${JSON.stringify(dst?.value ?? '')} is no network in CIDR form.`,
        why: 'The address plugin refuses the configuration.',
        do: 'Write for example {"dst": "0.0.0.0/0"}.',
      },
    ]
  })
}

/** Frequent slips that the documentation of the reference plugins names. */
export const check: AuditCheck = {
  id: 'frequent-slips',
  title: 'frequent slips with the reference plugins',
  severity: 'warning',
  reference: pluginDoc('main', 'bridge'),
  run(file) {
    const v6 = hostLocalRanges(file).filter((range) => range.range?.family === 'ipv6')
    const masquerade = file.plugins.flatMap((plugin) => {
      const flag = plugin.get('ipMasq')
      if (flag?.value !== true || !v6.some((range) => range.plugin === plugin)) return []
      return [
        {
          offset: flag.offset,
          what: '"ipMasq" is on for a network with IPv6 ranges.',
          why: 'Pods reach the outside with the address of the node; with routable IPv6 ranges that is seldom wanted, and ip6tables must be usable on every node.',
          do: 'Turn ipMasq off if the IPv6 range is routed, else check ip6tables.',
        },
      ]
    })
    return [
      ...masquerade,
      ...file.plugins.flatMap((plugin) => [...longBridge(plugin), ...bridgeFlags(plugin), ...routes(plugin)]),
    ]
  },
  trips: [
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipMasq":true,"ipam":{"type":"host-local","ranges":[[{"subnet":"fd00:1::/64"}]]}}]}',
    },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","bridge":"a-very-long-bridge-name"}]}' },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","hairpinMode":true,"promiscMode":true}]}' },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","isGateway":"true"}]}' },
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local","ranges":[[{"subnet":"10.1.0.0/16"}]],"routes":[{"dst":"default"}]}}]}',
    },
  ],
  passes: [
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","bridge":"cni0","isGateway":true,"ipMasq":true,"promiscMode":true,"ipam":{"type":"host-local","ranges":[[{"subnet":"10.1.0.0/16"}]],"routes":[{"dst":"0.0.0.0/0"}]}}]}',
    },
  ],
}
