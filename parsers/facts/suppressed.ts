import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

const forms: readonly RegExp[] = [
  // Suppressed 1874 messages from kubelet.service (systemd-journald)
  /^Suppressed (\d{1,12}) messages from/,
  // Missed 42 kernel messages · Forwarding to syslog missed 17 messages.
  /[Mm]issed (\d{1,12}) (?:kernel )?messages/,
  // imjournal: 12345 messages lost due to rate-limiting · imuxsock lost 3 messages from pid 7 due to rate-limiting
  /\bim(?:journal|uxsock)\b.{0,60}?(\d{1,12}) messages/,
]

function read(record: LogRecord): readonly Fact[] | undefined {
  for (const form of forms) {
    const count = form.exec(record.message)?.[1]
    if (count !== undefined) return [factOf(record, 'suppressed', record.ident || 'journald', count)]
  }
  return undefined
}

/** Log lines that were dropped before they were written: absence of a line proves nothing there. */
export const fact: FactModule = {
  id: 'suppressed',
  title: 'Messages suppressed by journald or rsyslog',
  gate: ['Suppressed ', 'Missed ', 'missed ', 'imjournal', 'imuxsock'],
  heads: ['Suppressed', 'Missed', 'Forwarding', 'imjournal', 'imuxsock'],
  samples: [
    {
      line: 'Apr 26 00:43:24 node-1 systemd-journald[311]: Suppressed 1874 messages from kubelet.service',
      facts: [{ kind: 'suppressed', value: '1874' }],
    },
    {
      line: 'Apr 26 00:43:24 node-1 rsyslogd[911]: imjournal: 12345 messages lost due to rate-limiting',
      facts: [{ kind: 'suppressed', value: '12345' }],
    },
  ],
  lookAlikes: ['Apr 26 00:43:24 node-1 kernel: Suppressed nothing'],
  read,
}
