import type { Peeled } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { peelEventObject } from './event-object.ts'
import { at, isObject, type JsonObject, parseObject, textOf } from './json-line.ts'
import { readIsoStamp } from './stamps.ts'
import { readTag } from './syslog-head.ts'

/** Objects in which exports keep the record itself: Elasticsearch, Splunk, Datadog (twice), Cloud Logging, Sumo Logic, Kibana. */
const SCOPES = ['_source', 'result', 'attributes', 'content', 'jsonPayload', 'map', 'fields']
/** Members in which watchers keep an Event: eventrouter, `kubectl get events --output-watch-events`, collectors of Events. */
const EVENT_SCOPES = [...SCOPES, 'event', 'object', 'body', 'body.object', 'jsonPayload.event', 'kubernetes.event']
/** A message that holds JSON again is looked into this often (CloudWatch: event, dataplane record). */
const MAX_DEPTH = 3

const MESSAGES = [
  'MESSAGE',
  'message',
  'log',
  'textPayload',
  '@message',
  'LogMessage',
  'SyslogMessage',
  '_raw',
  'line',
  'event.original',
  'body',
  'msg',
  'Message',
  // Graylog, LogScale, Alibaba SLS, Tencent CLS
  'full_message',
  'short_message',
  '@rawstring',
  'content',
  '__CONTENT__',
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
  'TimeCreated',
  'timereported',
  'timegenerated',
  '_messagetime',
  '__time__',
  '__TIMESTAMP__',
]
const HOSTS = [
  '_HOSTNAME',
  'hostname',
  'host',
  'host.hostname',
  'host.name',
  'k8s.node.name',
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
  'labels.host',
  'labels.node',
  'labels.instance',
  'agent.hostname',
  '__tag__:__hostname__',
  '__HOSTNAME__',
  'MachineName',
]
const IDENTS = [
  'SYSLOG_IDENTIFIER',
  '_SYSTEMD_UNIT',
  'systemd_unit',
  'unit',
  'labels.unit',
  'labels.systemd_unit',
  'syslog.appname',
  'talos-service',
  'ProcessName',
  '_COMM',
  'ident',
  'service',
  'kubernetes.container_name',
  'kubernetes.container.name',
  'programname',
]
/** Identifier and process id in one: `kubelet[812]:`. */
const TAGS = ['syslogtag']
const PIDS = ['_PID', 'SYSLOG_PID', 'pid', 'ProcessID']
/** Log streams of CloudWatch. */
const STREAMS = ['logStreamName', '@logStream']
const CONTAINERS = [
  'kubernetes.container_name',
  'kubernetes.container.name',
  'kubernetes.pod_name',
  'resource.labels.container_name',
  'ContainerName',
  'labels.container',
]

/**
 * Takes the outer layer off a record of a log-store export or collector: one object whose message, time, host and unit are looked for
 * under the names of formats.md section 2, in it and in what it wraps. undefined where it has no message or is a logger's own JSON.
 */
export function peelObject(record: JsonObject, depth = 0): Peeled | undefined {
  const scopes = [record, ...SCOPES.map((key) => record[key]).filter(isObject)]
  for (const scope of [record, ...EVENT_SCOPES.map((path) => at(record, path)).filter(isObject)]) {
    const event = peelEventObject(scope)
    if (event !== undefined) return event
  }
  if (isLogger(record) || isAction(record)) return undefined
  const message = talosText(record) ?? first(scopes, MESSAGES)
  if (message === '') return undefined
  const stream = readStream(first(scopes, STREAMS))
  const tag = readTag(first(scopes, TAGS).replace(/:$/, ''))
  const peeled: Peeled = {
    transport: 'json-line',
    text: withoutEnds(message),
    stamp: readTime(first(scopes, TIMES)),
    host: first(scopes, HOSTS) || stream.host,
    ident: first(scopes, IDENTS) || tag.ident || stream.ident,
    pid: first(scopes, PIDS) || tag.pid,
    cut: false,
  }
  const whole = first(scopes, CONTAINERS) === '' ? peeled : { ...peeled, workload: true }
  return withInner(whole, depth)
}

// " E0426 00:43:24.518120 ..": rsyslog keeps the blank behind the tag
const withoutEnds = (message: string): string =>
  message.slice(/^ \S/.test(message) ? 1 : 0, message.endsWith('\n') ? -1 : undefined)

/** A message that is a record of a collector again (Container Insights in CloudWatch): the inner one knows better. */
function withInner(outer: Peeled, depth: number): Peeled {
  const object = depth < MAX_DEPTH ? parseObject(outer.text) : undefined
  const inner = object === undefined ? undefined : peelObject(object, depth + 1)
  if (inner === undefined) return outer
  return {
    ...inner,
    stamp: inner.stamp ?? outer.stamp,
    host: inner.host || outer.host,
    ident: inner.ident || outer.ident,
    pid: inner.pid || outer.pid,
  }
}

// {"error":"..","msg":"StopPodSandbox for \"b\" failed","talos-level":"error","talos-service":"cri","talos-time":"2022-04-26T00:43:24.518Z"}
/** Talos takes the fields of a JSON line apart before it sends it: the line with its error is put together again. */
function talosText(record: JsonObject): string | undefined {
  if (typeof record['talos-service'] !== 'string') return undefined
  const { 'talos-level': level, 'talos-time': time, 'talos-service': _, ...fields } = record
  if (typeof fields.err === 'string') return JSON.stringify({ ts: Date.parse(textOf(time) ?? ''), ...fields })
  return typeof fields.error === 'string' ? JSON.stringify({ ...fields, level, time }) : undefined
}

/** logrus, zap and klog write `msg` with a level or `ts` of their own. */
function isLogger(record: JsonObject): boolean {
  return (
    typeof record.msg === 'string' &&
    record.MESSAGE === undefined &&
    (record.level !== undefined || record.ts !== undefined)
  )
}

/** Action lines of an Elasticsearch `_bulk` body. */
function isAction(record: JsonObject): boolean {
  const keys = Object.keys(record)
  return keys.length === 1 && /^(?:index|create|update|delete)$/.test(keys[0] ?? '')
}

// kubelet.service-ip-10-0-1-7.ec2.internal   containerd.service-node-a
const STREAM = /^(?:[\w./-]{0,200}\.)?(kubelet|containerd|crio|docker)(?:\.service)?-([\w.-]{1,253})$/

/** Unit and host in the name of a CloudWatch log stream (fluent-bit of Container Insights). */
export function readStream(name: string): { readonly ident: string; readonly host: string } {
  const match = STREAM.exec(name)
  return { ident: match?.[1] ?? '', host: match?.[2] ?? '' }
}

function first(scopes: readonly JsonObject[], paths: readonly string[]): string {
  for (const scope of scopes) {
    for (const path of paths) {
      const text = textOf(at(scope, path))
      if (text !== undefined && text !== '') return text
    }
  }
  return ''
}

/** Log stores keep UTC: a text without a zone (CloudWatch Insights, `2022-04-26 00:43:24.518`) is in it. */
function readTime(text: string): Stamp | undefined {
  if (/^\d{9,20}(?:\.\d{1,9})?$/.test(text)) return { kind: 'epoch', us: toMicroseconds(text) }
  // "\/Date(1650933804518)\/" of PowerShell's ConvertTo-Json
  const date = /^\/Date\((\d{12,14})\)\/$/.exec(text)
  if (date !== null) return { kind: 'epoch', us: Number(date[1]) * 1000 }
  const stamp = readIsoStamp(text.replace(' ', 'T'))?.value
  return stamp === undefined ? undefined : { ...stamp, offsetMin: stamp.offsetMin ?? 0 }
}

/** Seconds, milliseconds, microseconds or nanoseconds, told by their size. A double cannot hold nanoseconds: their digits are cut off. */
function toMicroseconds(text: string): number {
  const value = Number(text)
  if (value < 1e11) return Math.round(value * 1e6)
  if (value < 1e14) return Math.round(value * 1e3)
  return value < 1e17 ? Math.round(value) : Number(text.split('.', 1)[0]?.slice(0, -3))
}
