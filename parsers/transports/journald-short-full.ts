import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { fromSender } from '../grammar/peeled.ts'
import { readSender } from '../grammar/syslog-head.ts'
import { readWeekdayTime } from '../grammar/weekday-time.ts'

/**
 * `journalctl -o short-full` and `-o with-unit` (a unit name in the place of the identifier): English weekday, date, time
 * and the abbreviation of the zone.
 */
export const transport: Transport = {
  id: 'journald-short-full',
  title: 'journalctl -o short-full, -o with-unit',
  order: 30,
  samples: [
    {
      line: 'Tue 2022-04-26 00:43:24 UTC node-a kubelet[812]: text',
      peeled: {
        text: 'text',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
      },
    },
    {
      line: 'Tue 2022-04-26 00:43:24 CST node-a containerd.service[701]: text',
      peeled: {
        text: 'text',
        ident: 'containerd.service',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: undefined },
      },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const time = readWeekdayTime(line)
  if (time === undefined) return undefined
  const sender = readSender(line, time.end)
  return sender === undefined ? undefined : fromSender('journald-short-full', line, time.value, sender)
}
