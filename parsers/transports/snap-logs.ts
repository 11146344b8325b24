import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { readSender } from '../grammar/syslog-head.ts'

/** `snap logs kubelet-eks`: RFC 3339 time in seconds, no host. */
export const transport: Transport = {
  id: 'snap-logs',
  title: 'snap logs',
  order: 25,
  samples: [
    {
      line: '2022-04-26T00:43:24Z kubelet-eks.daemon[812]: text',
      peeled: {
        text: 'text',
        host: '',
        ident: 'kubelet-eks.daemon',
        pid: '812',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
      },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84) return undefined
  const time = readIsoStamp(line)
  if (time === undefined || time.value.offsetMin === undefined) return undefined
  const sender = readSender(line, time.end)
  return sender === undefined || sender.host !== '' ? undefined : fromSender('snap-logs', line, time.value, sender)
}
