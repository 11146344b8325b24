import type { CaseFile } from '../../model/case-file.ts'
import { type Item, items, type TimelineFilter } from './items.ts'
import { nameOf, type OnSummary } from './records.ts'

/** Records that one line of the file holds at most. */
const BATCH = 500

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue: string } | { readonly intValue: string }
}

/** Attributes that have a value; 64-bit integers are decimal strings in the JSON mapping of protobuf. */
function attributes(pairs: readonly (readonly [string, string | number])[]): readonly Attribute[] {
  return pairs
    .filter(([, value]) => value !== '' && value !== 0)
    .map(([key, value]) => ({
      key,
      value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
    }))
}

// SEVERITY_NUMBER_INFO and SEVERITY_NUMBER_ERROR of opentelemetry/proto/logs/v1/logs.proto
const INFO = { severityNumber: 9, severityText: 'INFO' }
const ERROR = { severityNumber: 17, severityText: 'ERROR' }

function logRecord(item: Item): unknown {
  const time = item.us === 0 ? {} : { timeUnixNano: `${item.us}000` }
  if (item.type === 'fact') {
    const { fact } = item
    return {
      ...time,
      ...INFO,
      body: { stringValue: fact.text },
      attributes: attributes([
        ['log.file.path', fact.source],
        ['cni_postmortem.line', fact.line],
        ['cni_postmortem.kind', fact.kind],
        ['cni_postmortem.component', fact.component],
        ['cni_postmortem.value', fact.value],
      ]),
    }
  }
  const { event } = item
  return {
    ...time,
    ...(event.outcome === 'failed' ? ERROR : INFO),
    body: { stringValue: event.message === '' ? nameOf(item) : event.message },
    attributes: attributes([
      ['k8s.namespace.name', event.pod_namespace],
      ['k8s.pod.name', event.pod_name],
      ['k8s.pod.uid', event.pod_uid],
      ['container.id', event.sandbox_id],
      ['log.file.path', event.source],
      ['log.record.original', event.raw],
      ['cni_postmortem.line', event.line],
      ['cni_postmortem.component', event.component],
      ['cni_postmortem.operation', event.operation],
      ['cni_postmortem.outcome', event.outcome],
      ['error.type', event.cause],
      ['cni_postmortem.repeat_n', event.repeat_n],
      ['cni_postmortem.failure_id', event.failure_id],
    ]),
  }
}

function nodeOf(item: Item): string {
  return item.type === 'event' ? item.event.node : item.fact.node
}

/** One line: a LogsData message with one resource for each node. */
function line(batch: readonly Item[]): string {
  const byNode = new Map<string, Item[]>()
  for (const item of batch) {
    const list = byNode.get(nodeOf(item)) ?? []
    list.push(item)
    byNode.set(nodeOf(item), list)
  }
  const resourceLogs = [...byNode].map(([node, list]) => ({
    resource: {
      attributes: attributes([
        ['service.name', 'cni-postmortem'],
        ['k8s.node.name', node],
      ]),
    },
    scopeLogs: [{ scope: { name: 'cni-postmortem' }, logRecords: list.map(logRecord) }],
  }))
  return `${JSON.stringify({ resourceLogs })}\n`
}

/**
 * OTLP log records as JSON lines (OpenTelemetry "OTLP File Exporter": one LogsData message a line), with the semantic conventions for
 * Kubernetes (k8s.node.name, k8s.pod.name ...) and log files (log.file.path, log.record.original). Records without an absolute time have no
 * timeUnixNano and are counted.
 */
export function* timelineOtlp(file: CaseFile, filter: TimelineFilter, done: OnSummary): Generator<string> {
  let batch: Item[] = []
  let rows = 0
  let undated = 0
  for (const item of items(file, filter, true)) {
    batch.push(item)
    rows++
    if (item.us === 0) undated++
    if (batch.length === BATCH) {
      yield line(batch)
      batch = []
    }
  }
  if (batch.length > 0) yield line(batch)
  done({ rows, undated })
}
