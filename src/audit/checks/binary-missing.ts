import { type AuditCheck, spec } from '../check.ts'
import type { ConfigFile } from '../config-file.ts'

/** Every binary the configuration asks for: plugins and their address plugins. */
function wanted(file: ConfigFile): readonly { readonly type: string; readonly offset: number }[] {
  return file.plugins.flatMap((plugin) => {
    const ipam = plugin.get('ipam', 'type')
    return [
      { type: plugin.type, offset: plugin.get('type')?.offset ?? plugin.offset },
      ...(typeof ipam?.value === 'string' ? [{ type: ipam.value, offset: ipam.offset }] : []),
    ]
  })
}

const LISTED = { binaries: new Map([['', new Set(['bridge', 'host-local'])]]) }

/** A plugin that is named but not in the listing of the plugin directory. */
export const check: AuditCheck = {
  id: 'binary-missing',
  title: 'a plugin binary is not there',
  severity: 'error',
  reference: spec('Section 3: Execution of Network Configurations'),
  run(file, context) {
    const names = context.binaries.get(file.source.node) ?? context.binaries.get('')
    if (names === undefined) return []
    return wanted(file)
      .filter(({ type }) => type !== '' && !names.has(type))
      .map(({ type, offset }) => ({
        offset,
        what: `Plugin "${type}" is not in the plugin directory.`,
        why: `Every ADD and DEL fails with 'failed to find plugin "${type}" in path [/opt/cni/bin]'.`,
        do: `Install "${type}" (package containernetworking-plugins, or the installer of the network add-on).`,
      }))
  },
  trips: [
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"dhcp"}},{"type":"portmap"}]}',
      context: LISTED,
    },
  ],
  passes: [
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local"}}]}',
      context: LISTED,
    },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}' },
  ],
}
