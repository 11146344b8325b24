import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readMonotonic } from '../grammar/monotonic.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readSender } from '../grammar/syslog-head.ts'

/** `journalctl -o short-monotonic` and `-o short-delta`: seconds since boot, which start again at each boot. */
export const transport: Transport = {
  id: 'journald-short-monotonic',
  title: 'journalctl -o short-monotonic, -o short-delta',
  order: 32,
  samples: [
    {
      line: '[    6.500000] node-a kubelet[812]: text',
      peeled: {
        text: 'text',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'monotonic', us: 6_500_000 },
      },
    },
    {
      line: '[    6.500000 <    1.500000 >] node-a kubelet[812]: text',
      peeled: { text: 'text', stamp: { kind: 'monotonic', us: 6_500_000 } },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const time = readMonotonic(line)
  if (time === undefined) return undefined
  const sender = readSender(line, time.end)
  if (sender === undefined || sender.host === '' || sender.pid === '') return undefined
  return fromSender('journald-short-monotonic', line, time.value, sender)
}
