import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/**
 * Container log of a CRI runtime (`/var/log/pods/.../0.log`): time, stream, tag `F` (full) or `P` (the next line of the
 * stream goes on), text (kubelet kuberuntime/logs/logs.go). What a container quotes is not the runtime's own word.
 */
export const transport: Transport = {
  id: 'cri-log',
  title: 'CRI container log',
  order: 23,
  samples: [
    {
      line: '2022-04-26T00:43:24.518165483Z stderr F level=info msg=started',
      peeled: {
        text: 'level=info msg=started',
        ident: '',
        workload: true,
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: 0 },
      },
    },
    {
      line: '2022-04-26T09:43:24.518165483+09:00 stdout P half a li',
      peeled: { text: 'half a li', partial: 'stdout' },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84) return undefined
  const time = readIsoStamp(line)
  if (time === undefined || !line.startsWith(' std', time.end)) return undefined
  const stream = line.startsWith('out ', time.end + 4)
    ? 'stdout'
    : line.startsWith('err ', time.end + 4)
      ? 'stderr'
      : ''
  if (stream === '') return undefined
  const tagAt = time.end + 8
  const blank = line.indexOf(' ', tagAt)
  const tags = line.slice(tagAt, blank < 0 ? line.length : blank)
  const first = tags.charAt(0)
  if ((first !== 'P' && first !== 'F') || (tags.length > 1 && tags.charAt(1) !== ':')) return undefined
  const text = blank < 0 ? '' : line.slice(blank + 1)
  const peeled: Peeled = {
    transport: 'cri-log',
    text,
    stamp: time.value,
    host: '',
    ident: '',
    pid: '',
    cut: false,
    workload: true,
  }
  return first === 'P' ? { ...peeled, partial: stream } : peeled
}
