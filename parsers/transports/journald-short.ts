import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readSender, readShortTime } from '../grammar/syslog-head.ts'

/** `journalctl` default: local time without year and zone, day padded with a zero, month name of the locale (systemd logs-show.c). */
export const transport: Transport = {
  id: 'journald-short',
  title: 'journalctl -o short',
  order: 10,
  samples: [
    {
      line: 'Apr 26 00:43:24 node-a containerd[701]: time="2022-04-26T00:43:24.518165483Z" level=info msg=ok',
      peeled: {
        text: 'time="2022-04-26T00:43:24.518165483Z" level=info msg=ok',
        host: 'node-a',
        ident: 'containerd',
        pid: '701',
        stamp: { kind: 'calendar', year: 0, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: undefined },
      },
    },
    {
      line: 'Apr 26 00:43:24 node-a kubelet:  E0426 00:43:24.518120     812 a.go:1] x',
      peeled: { text: 'E0426 00:43:24.518120     812 a.go:1] x', host: 'node-a', ident: 'kubelet' },
    },
    {
      line: ' 5월 03 17:40:32 node-a microk8s.daemon-kubelite[98983]: + uname -m',
      peeled: { text: '+ uname -m', host: 'node-a', ident: 'microk8s.daemon-kubelite', pid: '98983' },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const time = readShortTime(line)
  if (time === undefined || time.precise || time.blankDay) return undefined
  const sender = readSender(line, time.end)
  return sender === undefined ? undefined : fromSender('journald-short', line, time.stamp, sender)
}
