import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { parseObject } from '../grammar/json-line.ts'
import { peelObject } from '../grammar/json-record.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** Files of fluentd's `out_file`: time, tag and record, with a TAB between them. */
export const transport: Transport = {
  id: 'fluentd-file',
  title: 'fluentd out_file',
  order: 27,
  samples: [
    {
      line: '2022-04-26T00:43:24+00:00\tkubelet.log\t{"message":"E0426 00:43:24.518120     812 a.go:1] x","hostname":"node-a"}',
      peeled: {
        text: 'E0426 00:43:24.518120     812 a.go:1] x',
        host: 'node-a',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
      },
    },
  ],
  peel,
}

// \tkubelet.log\t{
const TAG = /\t[\w./-]{1,200}\t(?=\{)/y

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84 || !line.endsWith('}')) return undefined
  const time = readIsoStamp(line)
  if (time === undefined) return undefined
  TAG.lastIndex = time.end
  if (!TAG.test(line)) return undefined
  const record = parseObject(line.slice(TAG.lastIndex))
  const inner = record === undefined ? undefined : peelObject(record)
  return inner === undefined ? undefined : { ...inner, transport: 'fluentd-file', stamp: inner.stamp ?? time.value }
}
