import { type AuditCheck, spec } from '../check.ts'

/** Two files of one folder with the same network name share one result cache and one address store. */
export const check: AuditCheck = {
  id: 'same-name',
  title: 'the same network name twice',
  severity: 'warning',
  reference: spec('Section 1: Network configuration format'),
  run(file, _context, folder) {
    const name = file.name
    if (name === undefined || typeof name.value !== 'string' || name.value === '') return []
    const other = folder.find((candidate) => candidate !== file && candidate.name?.value === name.value)
    if (other === undefined || folder.indexOf(other) > folder.indexOf(file)) return []
    const base = other.source.path.slice(other.source.path.lastIndexOf('/') + 1)
    return [
      {
        offset: name.offset,
        what: `Network name "${name.value}" is also used by "${base}".`,
        why: 'Cached results and host-local addresses are kept by network name: a DEL may use the other configuration, and addresses may be handed out twice.',
        do: 'Give each network a name of its own, or remove one file.',
      },
    ]
  },
  trips: [
    {
      path: 'etc/cni/net.d/20-b.conflist',
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}',
      beside: [
        { path: 'etc/cni/net.d/10-a.conflist', text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"ptp"}]}' },
      ],
    },
  ],
  passes: [
    {
      path: 'etc/cni/net.d/20-b.conflist',
      text: '{"cniVersion":"1.0.0","name":"m","plugins":[{"type":"bridge"}]}',
      beside: [
        { path: 'etc/cni/net.d/10-a.conflist', text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"ptp"}]}' },
      ],
    },
  ],
}
