import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'

/** kail: namespace, pod and container before the line. */
export const transport: Transport = {
  id: 'kail',
  title: 'kail',
  order: 45,
  wrapper: true,
  samples: [
    {
      line: 'kube-system/calico-node-4x7bq[calico-node]: 2022-04-26 00:43:24.518 [INFO][9] a.go 1: x',
      peeled: { text: '2022-04-26 00:43:24.518 [INFO][9] a.go 1: x', ident: 'calico-node', workload: true },
    },
  ],
  peel,
}

// kube-system/calico-node-4x7bq[calico-node]: text
const PREFIX = /^[a-z0-9][a-z0-9-]{0,62}\/[a-z0-9][a-z0-9.-]{0,252}\[([a-z0-9-]{1,63})\]: /

/** The bracket stands before this column. */
const MAX_PREFIX = 390

function peel(line: string): Peeled | undefined {
  const bracket = line.indexOf('[')
  if (bracket < 3 || bracket > MAX_PREFIX || !line.startsWith(']: ', line.indexOf(']', bracket))) return undefined
  const prefix = PREFIX.exec(line)
  if (prefix === null) return undefined
  return { ...anonymous('kail', line.slice(prefix[0].length), undefined, prefix[1] ?? ''), workload: true }
}
