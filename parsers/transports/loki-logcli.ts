import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** Lines of `logcli query`: time, the labels of the stream, padded, and the line. */
export const transport: Transport = {
  id: 'loki-logcli',
  title: 'logcli query (Loki)',
  order: 26,
  samples: [
    {
      line: '2022-04-26T00:43:24Z {host="node-a", unit="kubelet.service"}   E0426 00:43:24.518120     812 a.go:1] x',
      peeled: {
        text: 'E0426 00:43:24.518120     812 a.go:1] x',
        host: 'node-a',
        ident: 'kubelet.service',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
      },
    },
    {
      line: '2022-04-26T02:43:24+02:00 {container="web", pod="web-0"} some text',
      peeled: { text: 'some text', ident: '', workload: true },
    },
  ],
  holdsLines: true,
  peel,
}

// {host="node-a", unit="kubelet.service"}   E0426 ..
const LABELS = / \{((?:[A-Za-z_]\w{0,80}="[^"]{0,300}"(?:, )?){1,40})\}\s+/y
const LABEL = /([A-Za-z_]\w{0,80})="([^"]{0,300})"/g
const HOSTS = ['host', 'hostname', 'nodename', 'node_name', 'node', 'instance']
const IDENTS = ['unit', 'systemd_unit', 'syslog_identifier', 'identifier', 'service_name', 'app']

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84 || !line.includes('{')) return undefined
  const time = readIsoStamp(line)
  if (time === undefined) return undefined
  LABELS.lastIndex = time.end
  const found = LABELS.exec(line)
  if (found === null) return undefined
  const labels = new Map([...(found[1] ?? '').matchAll(LABEL)].map(([, name = '', value = '']) => [name, value]))
  const peeled = anonymous('loki-logcli', line.slice(LABELS.lastIndex), time.value, firstOf(labels, IDENTS))
  const placed = { ...peeled, host: firstOf(labels, HOSTS) }
  return labels.has('container') ? { ...placed, workload: true } : placed
}

const firstOf = (labels: ReadonlyMap<string, string>, names: readonly string[]): string =>
  names.map((name) => labels.get(name) ?? '').find((value) => value !== '') ?? ''
