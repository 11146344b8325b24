import type { AuditCheck } from '../check.ts'

const LOADED = /\.(?:conf|conflist|json)$/i

/** Several files in one folder: only the first by name is used for pods (max_conf_num = 1, the default of containerd and CRI-O). */
export const check: AuditCheck = {
  id: 'several-configs',
  title: 'several configurations in one folder',
  severity: 'warning',
  reference: {
    title: 'containerd: cni.max_conf_num',
    url: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
  },
  run(file, _context, folder) {
    const loaded = folder.filter((other) => LOADED.test(other.source.path) && !other.source.path.includes('#'))
    const [first] = loaded
    if (loaded.length < 2 || first === undefined || first === file || !loaded.includes(file)) return []
    const winner = first.source.path.slice(first.source.path.lastIndexOf('/') + 1)
    return [
      {
        offset: 0,
        what: `This file is not used for pods: "${winner}" comes first in the folder by name.`,
        why: 'containerd loads the first of *.conf, *.conflist and *.json in lexical order. A left-over of an earlier network that sorts first takes over every new pod.',
        do: 'Keep one configuration in the folder; move the others away (other extensions such as .bak are ignored).',
      },
    ]
  },
  trips: [
    {
      path: 'etc/cni/net.d/20-b.conflist',
      text: '{"cniVersion":"1.0.0","name":"b","plugins":[{"type":"bridge"}]}',
      beside: [
        {
          path: 'etc/cni/net.d/10-a.conflist',
          text: '{"cniVersion":"1.0.0","name":"a","plugins":[{"type":"bridge"}]}',
        },
      ],
    },
  ],
  passes: [
    {
      path: 'etc/cni/net.d/10-a.conflist',
      text: '{"cniVersion":"1.0.0","name":"a","plugins":[{"type":"bridge"}]}',
      beside: [
        {
          path: 'etc/cni/net.d/20-b.conflist',
          text: '{"cniVersion":"1.0.0","name":"b","plugins":[{"type":"bridge"}]}',
        },
      ],
    },
  ],
}
