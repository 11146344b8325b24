import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readSender, readShortTime } from '../grammar/syslog-head.ts'

/** As short, with microseconds: `oc adm node-logs`, the kubelet's log query and most CI collectors write it. */
export const transport: Transport = {
  id: 'journald-short-precise',
  title: 'journalctl -o short-precise',
  order: 11,
  samples: [
    {
      line: 'Apr 26 00:43:24.518165 node-a kubelet[812]: E0426 00:43:24.518120     812 a.go:1] x',
      peeled: {
        text: 'E0426 00:43:24.518120     812 a.go:1] x',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 0, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: undefined },
      },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const time = readShortTime(line)
  if (time === undefined || !time.precise) return undefined
  const sender = readSender(line, time.end)
  return sender === undefined ? undefined : fromSender('journald-short-precise', line, time.stamp, sender)
}
