import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { parseObject } from '../grammar/json-line.ts'
import { peelObject, readStream } from '../grammar/json-record.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** `aws logs tail` (CloudWatch): time, name of the log stream (not in `--format short`), the message, often a collector's record. */
export const transport: Transport = {
  id: 'aws-logs-tail',
  title: 'aws logs tail (CloudWatch)',
  order: 28,
  samples: [
    {
      line: '2022-04-26T00:43:24.518000+00:00 kubelet.service-node-a {"message":"E0426 00:43:24.518120     812 a.go:1] x"}',
      peeled: {
        text: 'E0426 00:43:24.518120     812 a.go:1] x',
        host: 'node-a',
        ident: 'kubelet',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_000, offsetMin: 0 },
      },
    },
    {
      line: '2022-04-26T00:43:24 {"log":"level=info msg=a","hostname":"node-a","systemd_unit":"containerd.service"}',
      peeled: { text: 'level=info msg=a', host: 'node-a', ident: 'containerd.service' },
    },
    {
      line: '2022-04-26T00:43:24.518000+00:00 i-0abc123 E0426 00:43:24.518120     812 a.go:1] x',
      peeled: { text: 'E0426 00:43:24.518120     812 a.go:1] x', host: '' },
    },
  ],
  holdsLines: true,
  peel,
}

// ip-10-0-1-7.ec2.internal-dataplane.tail.var.log.containers {
const NAME = / (?:([\w./#[\]$-]{1,512}) )?(?=\{|[IWEF]\d{4} |time=")/y

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84 || line.charCodeAt(4) !== 45) return undefined
  const time = readIsoStamp(line)
  if (time === undefined) return undefined
  NAME.lastIndex = time.end
  const name = NAME.exec(line)
  if (name === null || (name[1] === undefined && line.charCodeAt(NAME.lastIndex) !== 123)) return undefined
  const text = line.slice(NAME.lastIndex)
  if (!looksLikeLog(text)) return undefined
  const utc = { ...time.value, offsetMin: time.value.offsetMin ?? 0 }
  const outer = { ...anonymous('aws-logs-tail', text, utc), ...readStream(name[1] ?? '') }
  const record = parseObject(text)
  const inner = record === undefined ? undefined : peelObject(record)
  if (inner === undefined) return outer
  const { stamp = outer.stamp, host, ident } = inner
  return { ...inner, transport: outer.transport, stamp, host: host || outer.host, ident: ident || outer.ident }
}
