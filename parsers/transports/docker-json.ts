import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { parseObject, textOf } from '../grammar/json-line.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** Docker's `json-file` driver: a `log` without a final newline goes on in the next record of its stream (16 KiB chunks). */
export const transport: Transport = {
  id: 'docker-json',
  title: 'docker json-file container log',
  order: 50,
  samples: [
    {
      line: '{"log":"line text\\n","stream":"stderr","time":"2022-04-26T00:43:24.518165483Z"}',
      peeled: {
        text: 'line text',
        workload: true,
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: 0 },
      },
    },
    {
      line: '{"log":"half","stream":"stdout","time":"2022-04-26T00:43:24Z"}',
      peeled: { text: 'half', partial: 'stdout' },
    },
  ],
  peel,
}

/** With other members it is a collector's object, which says where the line is from. */
const KEYS: ReadonlySet<string> = new Set(['log', 'stream', 'time', 'attrs'])

function peel(line: string): Peeled | undefined {
  if (!line.startsWith('{"log":"')) return undefined
  const record = parseObject(line)
  const log = record === undefined ? undefined : textOf(record.log)
  if (record === undefined || log === undefined || !Object.keys(record).every((key) => KEYS.has(key))) return undefined
  const stream = textOf(record.stream) ?? ''
  const stamp = readIsoStamp(textOf(record.time) ?? '')?.value
  const full = log.endsWith('\n')
  const text = full ? log.slice(0, -1) : log
  const peeled: Peeled = {
    transport: 'docker-json',
    text,
    stamp,
    host: '',
    ident: '',
    pid: '',
    cut: false,
    workload: true,
  }
  return full || stream === '' ? peeled : { ...peeled, partial: stream }
}
