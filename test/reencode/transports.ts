import { type Entry, parts, printJournal } from '../samples/journal.ts'

/** Prints the entries of one node as one file. */
export type Encode = (entries: readonly Entry[]) => string | Buffer

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const weekday = (us: number): string => DAYS[new Date(us / 1000).getUTCDay()] ?? ''
const head = (e: Entry): string => `${e.ident}${e.pid ? `[${e.pid}]` : ''}: `
const seconds = (us: number): string => `${Math.floor(us / 1e6)}.${String(us % 1e6).padStart(6, '0')}`
const iso = (us: number): string => {
  const t = parts(us)
  return `${t.date}T${t.clock}.${t.micros}Z`
}
const lines =
  (print: (e: Entry) => string): Encode =>
  (entries) =>
    entries.map((e) => `${print(e)}\n`).join('')
const BOOT = '1'.repeat(32)

const fields = (e: Entry): Record<string, string> => ({
  __REALTIME_TIMESTAMP: String(e.us),
  __MONOTONIC_TIMESTAMP: String(e.us % 1e9),
  _BOOT_ID: BOOT,
  _HOSTNAME: e.node,
  _SYSTEMD_UNIT: `${e.ident}.service`,
  SYSLOG_IDENTIFIER: e.ident,
  _PID: String(e.pid),
  PRIORITY: '6',
  _TRANSPORT: 'stdout',
  MESSAGE: e.text,
})

function verbose(e: Entry): string {
  const t = parts(e.us)
  const stamp = `${weekday(e.us)} ${t.date} ${t.clock}.${t.micros} UTC [s=0a;i=1;b=${BOOT};m=4c4b40;t=${e.us.toString(16)};x=1]`
  const body = Object.entries(fields(e)).filter(([name]) => !name.startsWith('__'))
  return [stamp, ...body.map(([name, value]) => `    ${name}=${value}`)].join('\n')
}

const gcp = (e: Entry): unknown => ({
  insertId: String(e.us),
  jsonPayload: { MESSAGE: e.text, _HOSTNAME: e.node, _SYSTEMD_UNIT: `${e.ident}.service`, SYSLOG_IDENTIFIER: e.ident },
  logName: `projects/p/logs/${e.ident}`,
  resource: { type: 'k8s_node', labels: { node_name: e.node } },
  timestamp: iso(e.us),
})
const insights = (e: Entry): string =>
  JSON.stringify({ hostname: e.node, systemd_unit: `${e.ident}.service`, message: e.text })
const azure = (e: Entry): unknown => ({
  TimeGenerated: iso(e.us),
  Computer: e.node,
  HostName: e.node,
  ProcessName: e.ident,
  ProcessID: String(e.pid),
  SyslogMessage: e.text,
  TableName: 'PrimaryResult',
})
const elastic = (e: Entry): unknown => ({
  _index: 'l-1',
  _id: String(e.us),
  _source: { '@timestamp': iso(e.us), host: { hostname: e.node }, process: { name: e.ident }, message: e.text },
})

/** Text transports of journalctl and syslog, and the exports of log stores. */
export const TRANSPORTS: Readonly<Record<string, Encode>> = {
  short: (entries) => printJournal(entries, 'short'),
  'short-precise': (entries) => printJournal(entries, 'short-precise'),
  'short-iso': (entries) => printJournal(entries, 'short-iso'),
  'short-iso-precise': (entries) => printJournal(entries, 'short-iso-precise'),
  'short-full': lines(
    (e) => `${weekday(e.us)} ${parts(e.us).date} ${parts(e.us).clock} UTC ${e.node} ${head(e)}${e.text}`,
  ),
  'with-unit': lines(
    (e) =>
      `${weekday(e.us)} ${parts(e.us).date} ${parts(e.us).clock} UTC ${e.node} ${e.ident}.service[${e.pid}]: ${e.text}`,
  ),
  'short-unix': lines((e) => `${seconds(e.us)} ${e.node} ${head(e)}${e.text}`),
  'short-monotonic': lines((e) => `[${seconds(e.us % 1e11).padStart(12)}] ${e.node} ${head(e)}${e.text}`),
  verbose: lines(verbose),
  export: lines(
    (e) =>
      `${Object.entries(fields(e))
        .map(([name, value]) => `${name}=${value}`)
        .join('\n')}\n`,
  ),
  json: lines((e) => JSON.stringify(fields(e))),
  'json with byte arrays': lines((e) => JSON.stringify({ ...fields(e), MESSAGE: [...Buffer.from(e.text)] })),
  'json-pretty': lines((e) => JSON.stringify(fields(e), null, '\t')),
  'json-sse': lines((e) => `data: ${JSON.stringify(fields(e))}\n`),
  'json-seq': lines((e) => `\x1e${JSON.stringify(fields(e))}`),
  cat: lines((e) => e.text),
  'syslog 3164': lines(
    (e) =>
      `${parts(e.us).month} ${parts(e.us).day.replace(/^0/, ' ')} ${parts(e.us).clock} ${e.node} ${head(e)}${e.text}`,
  ),
  'syslog 3164 with PRI': lines(
    (e) =>
      `<30>${parts(e.us).month} ${parts(e.us).day.replace(/^0/, ' ')} ${parts(e.us).clock} ${e.node} ${head(e)}${e.text}`,
  ),
  'syslog 5424': lines((e) => `<30>1 ${iso(e.us)} ${e.node} ${e.ident} ${e.pid} - - ${e.text}`),
  rsyslog: lines((e) => `${iso(e.us).replace('Z', '+00:00')} ${e.node} ${head(e)}${e.text}`),
  'oc adm node-logs': lines((e) => `${e.node} ${e.text}`),
  'Cloud Logging array': (entries) => JSON.stringify(entries.map(gcp), null, 2),
  'Cloud Logging lines': lines((e) => JSON.stringify(gcp(e))),
  'CloudWatch events': (entries) =>
    JSON.stringify({
      events: entries.map((e) => ({
        logStreamName: `${e.ident}.service-${e.node}`,
        timestamp: Math.floor(e.us / 1000),
        message: insights(e),
        eventId: String(e.us),
      })),
    }),
  'CloudWatch export': lines((e) => `${iso(e.us).replace(/\d{3}Z$/, 'Z')} ${insights(e)}`),
  'Azure rows': (entries) => JSON.stringify(entries.map(azure)),
  'Azure tables': (entries) =>
    JSON.stringify({
      tables: [
        {
          name: 'PrimaryResult',
          columns: ['TimeGenerated', 'Computer', 'ProcessName', 'SyslogMessage'].map((name) => ({
            name,
            type: 'string',
          })),
          rows: entries.map((e) => [iso(e.us), e.node, e.ident, e.text]),
        },
      ],
    }),
  'Elasticsearch hits': (entries) => JSON.stringify({ took: 1, hits: { hits: entries.map(elastic) } }),
  'Elasticsearch dump': lines((e) => JSON.stringify(elastic(e))),
  'Loki jsonl': lines((e) =>
    JSON.stringify({ labels: { nodename: e.node, unit: `${e.ident}.service` }, line: e.text, timestamp: iso(e.us) }),
  ),
  'Loki query_range': (entries) =>
    JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [...new Set(entries.map((e) => e.ident))].map((ident) => ({
          stream: { nodename: entries[0]?.node, unit: `${ident}.service` },
          values: entries.filter((e) => e.ident === ident).map((e) => [`${e.us}000`, e.text]),
        })),
      },
    }),
  Splunk: lines((e) =>
    JSON.stringify({
      preview: false,
      result: {
        _raw: `${parts(e.us).month} ${parts(e.us).day} ${parts(e.us).clock} ${e.node} ${head(e)}${e.text}`,
        _time: iso(e.us),
        host: e.node,
        sourcetype: 'syslog',
      },
    }),
  ),
  'Datadog archive': lines((e) =>
    JSON.stringify({
      _id: String(e.us),
      date: iso(e.us),
      host: e.node,
      service: e.ident,
      source: e.ident,
      message: e.text,
      attributes: {},
    }),
  ),
  'fluent-bit': lines((e) =>
    JSON.stringify({
      date: e.us / 1e6,
      _HOSTNAME: e.node,
      _SYSTEMD_UNIT: `${e.ident}.service`,
      SYSLOG_IDENTIFIER: e.ident,
      MESSAGE: e.text,
    }),
  ),
  Vector: lines((e) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: String(e.us),
      _SYSTEMD_UNIT: `${e.ident}.service`,
      SYSLOG_IDENTIFIER: e.ident,
      host: e.node,
      message: e.text,
      source_type: 'journald',
      timestamp: iso(e.us),
    }),
  ),
}
