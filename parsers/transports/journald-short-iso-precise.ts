import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { readSender } from '../grammar/syslog-head.ts'

/**
 * Microseconds and a numeric zone without colon (systemd 234 to 254). From 255 on it has a colon and cannot be told from
 * rsyslog's high precision form: `syslog-rsyslog` reads both.
 */
export const transport: Transport = {
  id: 'journald-short-iso-precise',
  title: 'journalctl -o short-iso-precise',
  order: 21,
  samples: [
    {
      line: '2022-04-26T00:43:24.518165+0000 node-a kubelet[812]: text',
      peeled: {
        text: 'text',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: 0 },
      },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84) return undefined
  const time = readIsoStamp(line)
  if (
    time === undefined ||
    time.value.offsetMin === undefined ||
    line.charCodeAt(19) !== 46 ||
    line.charCodeAt(time.end - 3) === 58 ||
    line.charCodeAt(time.end - 1) === 90
  )
    return undefined
  const sender = readSender(line, time.end)
  return sender === undefined ? undefined : fromSender('journald-short-iso-precise', line, time.value, sender)
}
