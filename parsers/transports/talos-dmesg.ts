import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** `talosctl dmesg`: facility and level, RFC 3339 time in brackets, text. A node prefix stands before it (see `node-prefix`). */
export const transport: Transport = {
  id: 'talos-dmesg',
  title: 'talosctl dmesg',
  order: 34,
  samples: [
    {
      line: 'user: warning: [2022-04-26T00:43:24.5Z]: [talos] service[kubelet](Running): up',
      peeled: {
        text: '[talos] service[kubelet](Running): up',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_500_000, offsetMin: 0 },
      },
    },
  ],
  peel,
}

// user: warning: [2022-04-26T00:43:24.5Z]: text
const HEAD = /^[a-z]\w{1,8}: +[a-z]{3,8}: \[(?=\d{4}-)/

function peel(line: string): Peeled | undefined {
  const head = HEAD.exec(line)
  if (head === null) return undefined
  const time = readIsoStamp(line, head[0].length)
  if (time === undefined || !line.startsWith(']: ', time.end)) return undefined
  return anonymous('talos-dmesg', line.slice(time.end + 3), time.value, 'kernel')
}
