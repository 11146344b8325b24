import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { fromSender } from '../grammar/peeled.ts'
import { skipDigits } from '../grammar/scan.ts'
import { fractionUs } from '../grammar/stamps.ts'
import { readSender } from '../grammar/syslog-head.ts'

/** `journalctl -o short-unix`: seconds since 1970 with six fraction digits. */
export const transport: Transport = {
  id: 'journald-short-unix',
  title: 'journalctl -o short-unix',
  order: 31,
  samples: [
    {
      line: '1650933804.518165 node-a kubelet[812]: text',
      peeled: {
        text: 'text',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'epoch', us: 1_650_933_804_518_165 },
      },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const dot = skipDigits(line, 0)
  if (dot < 9 || dot > 11 || line.charCodeAt(dot) !== 46) return undefined
  const end = skipDigits(line, dot + 1)
  if (end === dot + 1) return undefined
  const us = Number(line.slice(0, dot)) * 1_000_000 + fractionUs(line, dot + 1, end)
  const sender = readSender(line, end)
  return sender === undefined ? undefined : fromSender('journald-short-unix', line, { kind: 'epoch', us }, sender)
}
