import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { at, type JsonObject, parseObject, textOf } from '../grammar/json-line.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

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
  peel,
}

const MESSAGES = [
  'MESSAGE',
  'message',
  'log',
  'textPayload',
  'jsonPayload.MESSAGE',
  'jsonPayload.message',
  '@message',
  'LogMessage',
  'SyslogMessage',
  '_raw',
  'line',
  'event.original',
  'body',
  'msg',
]
const TIMES = [
  '_SOURCE_REALTIME_TIMESTAMP',
  '__REALTIME_TIMESTAMP',
  'timestamp',
  '@timestamp',
  'time',
  'ts',
  'date',
  'talos-time',
  'TimeGenerated',
  '_time',
  'eventTime',
]
const HOSTS = [
  '_HOSTNAME',
  'hostname',
  'host',
  'host.hostname',
  'host.name',
  'node',
  'node_name',
  'nodename',
  'Computer',
  'HostName',
  'kubernetes.host',
  'kubernetes.node_name',
  'kubernetes.node.name',
  'kubernetes.pod_node_name',
  'resource.labels.node_name',
  'labels.nodename',
  'labels.node_name',
  'labels.hostname',
]
const IDENTS = [
  'SYSLOG_IDENTIFIER',
  '_SYSTEMD_UNIT',
  'systemd_unit',
  'unit',
  'jsonPayload.SYSLOG_IDENTIFIER',
  'jsonPayload._SYSTEMD_UNIT',
  'labels.unit',
  'talos-service',
  'ProcessName',
  '_COMM',
  'ident',
  'service',
  'kubernetes.container_name',
  'kubernetes.container.name',
]
const PIDS = ['_PID', 'SYSLOG_PID', 'pid', 'ProcessID']
const CONTAINERS = ['kubernetes.container_name', 'kubernetes.container.name', 'kubernetes.pod_name']

function peel(line: string): Peeled | undefined {
  const text = line.startsWith('data: {') ? line.slice(6) : line.charCodeAt(0) === 30 ? line.slice(1) : line
  const record = parseObject(text)
  if (record === undefined || isLogger(record)) return undefined
  const message = first(record, MESSAGES)
  if (message === '') return undefined
  const peeled: Peeled = {
    transport: 'json-line',
    text: message.endsWith('\n') ? message.slice(0, -1) : message,
    stamp: readTime(record),
    host: first(record, HOSTS),
    ident: first(record, IDENTS),
    pid: first(record, PIDS),
    cut: false,
  }
  return first(record, CONTAINERS) === '' ? peeled : { ...peeled, workload: true }
}

/** logrus, zap and klog write `msg` with a level or `ts` of their own. */
function isLogger(record: JsonObject): boolean {
  return (
    typeof record.msg === 'string' &&
    record.MESSAGE === undefined &&
    (record.level !== undefined || record.ts !== undefined)
  )
}

function first(record: JsonObject, paths: readonly string[]): string {
  for (const path of paths) {
    const text = textOf(at(record, path))
    if (text !== undefined && text !== '') return text
  }
  return ''
}

function readTime(record: JsonObject): Stamp | undefined {
  const text = first(record, TIMES)
  return /^\d{9,20}(?:\.\d{1,9})?$/.test(text)
    ? { kind: 'epoch', us: toMicroseconds(Number(text)) }
    : readIsoStamp(text)?.value
}

/** Seconds, milliseconds, microseconds or nanoseconds, told by their size. */
function toMicroseconds(value: number): number {
  if (value < 1e11) return Math.round(value * 1e6)
  if (value < 1e14) return Math.round(value * 1e3)
  return value < 1e17 ? Math.round(value) : Math.round(value / 1e3)
}
