import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { decodeOctal } from '../grammar/octal.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { readSender } from '../grammar/syslog-head.ts'

/**
 * rsyslog's high precision file format: RFC 3339 time (fraction of 0 to 9 digits, `Z` or `+00:00`), host, tag. Control
 * characters come as `#011`. `journalctl -o short-iso-precise` of systemd 255 and later has the same shape.
 */
export const transport: Transport = {
  id: 'syslog-rsyslog',
  title: 'rsyslog, high precision time',
  order: 22,
  samples: [
    {
      line: '2022-04-26T00:43:21.518165+00:00 node-a kubelet[812]: a#011b',
      peeled: {
        text: 'a\tb',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_601_518_165, offsetMin: 0 },
      },
    },
    { line: '2022-04-26T00:43:21Z node-a kubelet[812]: text', peeled: { text: 'text', host: 'node-a' } },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84) return undefined
  const time = readIsoStamp(line)
  if (time === undefined || time.value.offsetMin === undefined) return undefined
  const sender = readSender(line, time.end)
  if (sender === undefined || sender.host === '' || sender.host.includes('=')) return undefined
  const peeled = fromSender('syslog-rsyslog', line, time.value, sender)
  return { ...peeled, text: decodeOctal(peeled.text) }
}
