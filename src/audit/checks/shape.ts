import { type AuditCheck, type Remark, spec } from '../check.ts'
import type { ConfigFile } from '../config-file.ts'

const refused = (text: string): string => `libcni refuses the file ("${text}"), and the node has no network from it.`

function listRemarks(file: ConfigFile): readonly Remark[] {
  const plugins = file.get('plugins')
  const root = file.root?.offset ?? 0
  if (plugins === undefined) {
    const single = file.get('type') !== undefined
    return [
      {
        offset: root,
        what: single
          ? 'A .conflist holds a single plugin configuration ("type" at the top, no "plugins").'
          : 'The list has no "plugins".',
        why: refused("no 'plugins' key"),
        do: single
          ? 'Rename the file to .conf, or wrap the plugin in "plugins": [ ... ].'
          : 'Add "plugins" with at least one plugin.',
      },
    ]
  }
  if (!Array.isArray(plugins.value))
    return [
      {
        offset: plugins.offset,
        what: '"plugins" is not a list.',
        why: refused("invalid 'plugins' type"),
        do: 'Write "plugins": [ { "type": ... } ].',
      },
    ]
  if (plugins.value.length === 0)
    return [
      {
        offset: plugins.offset,
        what: '"plugins" is empty.',
        why: refused('no plugins in list'),
        do: 'Add at least one plugin.',
      },
    ]
  return []
}

function nameRemarks(file: ConfigFile): readonly Remark[] {
  if (file.name === undefined)
    return [
      {
        offset: file.root?.offset ?? 0,
        what: 'The network has no "name".',
        why: refused('no name'),
        do: 'Add "name": it keys the result cache and the address store.',
      },
    ]
  if (typeof file.name.value !== 'string' || file.name.value === '')
    return [
      {
        offset: file.name.offset,
        what: '"name" is empty or not a text.',
        why: refused('invalid name type'),
        do: 'Give the network a name.',
      },
    ]
  return []
}

function pluginRemarks(file: ConfigFile): readonly Remark[] {
  return file.plugins
    .filter((plugin) => plugin.type === '')
    .map((plugin) => {
      const nested = plugin.get('plugins') !== undefined
      return {
        offset: plugin.offset,
        what: nested ? 'A .conf holds a list ("plugins").' : 'A plugin entry has no "type".',
        why: refused("missing 'type'; perhaps this is a .conflist?"),
        do: nested ? 'Rename the file to .conflist.' : 'Add "type": the name of the plugin binary.',
      }
    })
}

function ipamRemarks(file: ConfigFile): readonly Remark[] {
  return file.plugins.flatMap((plugin) => {
    const ipam = plugin.get('ipam')
    if (ipam === undefined) return []
    const type = plugin.get('ipam', 'type')
    const isObject = typeof ipam.value === 'object' && ipam.value !== null && !Array.isArray(ipam.value)
    // bridge and others run without addresses on "ipam": {}
    if (
      isObject &&
      (Object.keys(ipam.value as object).length === 0 || (typeof type?.value === 'string' && type.value !== ''))
    )
      return []
    return [
      {
        offset: ipam.offset,
        what: `"ipam" of plugin "${plugin.type}" has no "type".`,
        why: 'The plugin cannot find its address plugin ("no plugin name provided").',
        do: 'Add "type" to "ipam", for example "host-local".',
      },
    ]
  })
}

/** Faults of form: name, type, plugins, nested IPAM. */
export const check: AuditCheck = {
  id: 'shape',
  title: 'conf or conflist lacks name, type or plugins',
  severity: 'error',
  reference: spec('Section 1: Network configuration format'),
  run(file) {
    if (file.root === undefined || file.errors.length > 0) return []
    if (file.root.type !== 'object')
      return [
        {
          offset: file.root.offset,
          what: 'The configuration is not a JSON object.',
          why: refused('error parsing configuration'),
          do: 'Write one object: { "cniVersion": ..., "name": ..., "plugins": [ ... ] }.',
        },
      ]
    return [...nameRemarks(file), ...(file.list ? listRemarks(file) : []), ...pluginRemarks(file), ...ipamRemarks(file)]
  },
  trips: [
    { text: '{"cniVersion":"1.0.0","plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":"1.0.0","name":"","plugins":[{"type":"bridge"}]}' },
    { text: '{"cniVersion":"1.0.0","name":"n"}' },
    { text: '{"cniVersion":"1.0.0","name":"n","type":"bridge"}' },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":{}}' },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[]}' },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{}]}' },
    { path: 'etc/cni/net.d/10-x.conf', text: '{"cniVersion":"1.0.0","name":"n"}' },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"subnet":"10.1.0.0/16"}}]}' },
    { text: '[1]' },
  ],
  passes: [
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{}}]}' },
    {
      path: 'etc/cni/net.d/10-x.conf',
      text: '{"cniVersion":"1.0.0","name":"n","type":"bridge","ipam":{"type":"host-local"}}',
    },
  ],
}
