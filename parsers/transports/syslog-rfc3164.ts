import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { decodeOctal } from '../grammar/octal.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readSender, readShortTime } from '../grammar/syslog-head.ts'

/**
 * Traditional syslog file (`/var/log/messages`): day padded with a blank, no year, no zone; rsyslog writes control
 * characters as `#011`. Lines of the tenth and later days look like journald short and are read there.
 */
export const transport: Transport = {
  id: 'syslog-rfc3164',
  title: 'syslog file, RFC 3164',
  order: 12,
  samples: [
    {
      line: 'Apr  6 00:43:21 node-a kubelet[812]: E0406 00:43:21.500000     812 a.go:1] a#011b',
      peeled: {
        text: 'E0406 00:43:21.500000     812 a.go:1] a\tb',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 0, month: 4, day: 6, dayUs: 2_601_000_000, offsetMin: undefined },
      },
    },
    {
      line: 'Apr  6 00:43:21 node-a kubelet: text',
      peeled: { text: 'text', host: 'node-a', ident: 'kubelet', pid: '' },
    },
    { line: 'Apr  6 00:43:21 node-a kubelet[812] text', peeled: { text: 'text', ident: 'kubelet', pid: '812' } },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const time = readShortTime(line)
  if (time === undefined || time.precise || !time.blankDay) return undefined
  const sender = readSender(line, time.end)
  if (sender === undefined) return undefined
  const peeled = fromSender('syslog-rfc3164', line, time.stamp, sender)
  return { ...peeled, text: decodeOctal(peeled.text) }
}
