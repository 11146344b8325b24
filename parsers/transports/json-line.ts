import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { peelJournalObject } from '../grammar/journal-object.ts'
import { parseObject } from '../grammar/json-line.ts'
import { peelObject } from '../grammar/json-record.ts'

/**
 * One JSON object a line that holds a log line as its message: `journalctl -o json` (also `json-sse`, `json-seq`), fluent-bit, Vector,
 * Talos and other collectors. Names are looked for in a fixed order. A logger's own JSON (level and msg) is a payload, not this.
 */
export const transport: Transport = {
  id: 'json-line',
  title: 'one JSON object a line (journalctl -o json and collectors)',
  order: 51,
  samples: [
    {
      line: '{"__REALTIME_TIMESTAMP":"1650933804518165","_HOSTNAME":"node-a","SYSLOG_IDENTIFIER":"containerd","_PID":"701","MESSAGE":"level=info msg=a"}',
      peeled: {
        text: 'level=info msg=a',
        host: 'node-a',
        ident: 'containerd',
        pid: '701',
        stamp: { kind: 'epoch', us: 1_650_933_804_518_165 },
      },
    },
    { line: '{"MESSAGE":[104,105],"_HOSTNAME":["node-a","node-b"]}', peeled: { text: 'hi', host: 'node-a' } },
    {
      line: '{"date":1650933804.5,"log":"text","kubernetes":{"host":"node-a","container_name":"app"}}',
      peeled: {
        text: 'text',
        host: 'node-a',
        ident: 'app',
        workload: true,
        stamp: { kind: 'epoch', us: 1_650_933_804_500_000 },
      },
    },
    { line: 'data: {"MESSAGE":"text","__REALTIME_TIMESTAMP":"1650933804518165"}', peeled: { text: 'text' } },
    { line: '\x1e{"MESSAGE":"text"}', peeled: { text: 'text', stamp: undefined } },
    {
      line: '{"timestamp":1650933804518,"message":"text"}',
      peeled: { stamp: { kind: 'epoch', us: 1_650_933_804_518_000 } },
    },
    { line: '{"timestamp":"1650933804518165483","line":"text\\n"}', peeled: { text: 'text' } },
    {
      line: '{"@timestamp":"2022-04-26T00:43:24.5Z","message":"text"}',
      peeled: { stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_500_000, offsetMin: 0 } },
    },
  ],
  holdsLines: true,
  peel,
}

function peel(line: string): Peeled | undefined {
  const framed = line.startsWith('data: {') ? line.slice(6) : line.charCodeAt(0) === 30 ? line.slice(1) : line
  // Elements of an array, one a line
  const record = parseObject(framed.endsWith('},') ? framed.slice(0, -1) : framed)
  return record === undefined ? undefined : (peelJournalObject(record) ?? peelObject(record))
}
