import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { readSender } from '../grammar/syslog-head.ts'

/** Seconds and a numeric zone: `+0000` up to systemd 254, `+00:00` from 255 on. */
export const transport: Transport = {
  id: 'journald-short-iso',
  title: 'journalctl -o short-iso',
  order: 20,
  samples: [
    {
      line: '2022-04-26T00:43:24+0800 node-a kubelet[812]: text',
      peeled: {
        text: 'text',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 480 },
      },
    },
    { line: '2022-04-26T00:43:24+00:00 node-a kubelet[812]: text', peeled: { text: 'text', ident: 'kubelet' } },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84) return undefined
  const time = readIsoStamp(line)
  if (
    time === undefined ||
    time.value.offsetMin === undefined ||
    line.charCodeAt(19) === 46 ||
    line.charCodeAt(time.end - 1) === 90 ||
    line.charCodeAt(time.end) !== 32
  )
    return undefined
  const sender = readSender(line, time.end)
  return sender === undefined ? undefined : fromSender('journald-short-iso', line, time.value, sender)
}
