import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** The fields of RFC 5424 as collectors write them to files, without `<PRI>1`: `TIME HOST APP PROCID MSGID STRUCTURED-DATA TEXT`. */
export const transport: Transport = {
  id: 'syslog-fields',
  title: 'syslog, fields of RFC 5424 in a file',
  order: 21,
  samples: [
    {
      line: '2022-04-26T00:43:21.518165+00:00 node-a kubelet 812 - -  E0426 00:43:21.518012     812 a.go:72] "x: y"',
      peeled: {
        text: 'E0426 00:43:21.518012     812 a.go:72] "x: y"',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_601_518_165, offsetMin: 0 },
      },
    },
    {
      line: '2022-04-26T00:43:21Z node-a containerd - - - text here',
      peeled: { text: 'text here', ident: 'containerd', pid: '' },
    },
  ],
  peel,
}

// 2022-04-26T00:43:21.518165+00:00 node-a kubelet 812 - -  text
const FIELDS = /^ ([\w.:-]{1,255}) ([\w./-]{1,128}) (\d{1,10}|-) (?:[\w.-]{1,32}) - {1,2}/

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84) return undefined
  const time = readIsoStamp(line)
  if (time?.value.offsetMin === undefined) return undefined
  const fields = FIELDS.exec(line.slice(time.end, time.end + 450))
  if (fields === null) return undefined
  const [all, host = '', ident = '', pid = ''] = fields
  return {
    transport: 'syslog-fields',
    text: line.slice(time.end + all.length),
    stamp: time.value,
    host: host === '-' ? '' : host,
    ident: ident === '-' ? '' : ident,
    pid: pid === '-' ? '' : pid,
    cut: false,
  }
}
