import type { K8sEventFields, Peeled } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { isObject, type JsonObject } from './json-line.ts'
import { readInterval } from './openshift-interval.ts'
import { readIsoStamp } from './stamps.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const child = (value: JsonObject, key: string): JsonObject => (isObject(value[key]) ? value[key] : {})

/** The first of several RFC 3339 texts (`2022-04-26T00:43:24Z`, also with microseconds) that is one; Events are in UTC. */
function stampOf(...candidates: readonly unknown[]): Stamp | undefined {
  for (const candidate of candidates) {
    const stamp = readIsoStamp(text(candidate))?.value
    if (stamp !== undefined) return { ...stamp, offsetMin: stamp.offsetMin ?? 0 }
  }
  return undefined
}

/**
 * A Kubernetes Event object (core/v1 `involvedObject`, events.k8s.io/v1 `regarding`, Metricbeat `involved_object`), a row of Azure's table KubeEvents
 * or an interval of OpenShift's test monitor with its layer taken off; undefined for any other object.
 */
export function peelEventObject(value: JsonObject): Peeled | undefined {
  if (typeof value.reason === 'string' && aboutOf(value) !== undefined) return peelEvent(value)
  if (isRow(value)) return peelRow(value)
  const interval = readInterval(value)
  return interval === undefined ? undefined : peeled(interval.event.node, '', interval.message, interval.event)
}

/** A query of the table KubeEvents may leave columns out. */
const isRow = (value: JsonObject): boolean =>
  typeof value.Reason === 'string' &&
  typeof value.Message === 'string' &&
  [value.ObjectKind, value.KubeEventType, value.Name].some((column) => typeof column === 'string')

/** The object that an Event is about. */
const aboutOf = (value: JsonObject): JsonObject | undefined =>
  [value.involvedObject, value.regarding, value.involved_object].find(isObject)

function peelEvent(value: JsonObject): Peeled {
  const about = aboutOf(value) ?? {}
  const series = child(value, 'series')
  const source = isObject(value.source) ? value.source : child(value, 'deprecatedSource')
  const created = child(value, 'metadata').creationTimestamp
  const { first_occurrence: first, last_occurrence: last } = child(value, 'timestamp')
  const firstStamp = stampOf(value.firstTimestamp, value.deprecatedFirstTimestamp, first, value.eventTime, created)
  const { lastTimestamp, deprecatedLastTimestamp, eventTime } = value
  const lastStamp =
    stampOf(series.lastObservedTime, lastTimestamp, deprecatedLastTimestamp, last, eventTime) ?? firstStamp
  const component = text(source.component) || text(value.reportingComponent) || text(value.reportingController)
  const host = text(source.host) || (component === 'kubelet' ? text(value.reportingInstance) : '')
  return peeled(host, component, text(value.message) || text(value.note), {
    reason: value.reason as string,
    type: text(value.type),
    kind: text(about.kind),
    namespace: text(about.namespace) || (text(about.kind) === 'Pod' ? text(child(value, 'metadata').namespace) : ''),
    name: text(about.name),
    uid: text(about.uid),
    node: host || (text(about.kind) === 'Node' ? text(about.name) : ''),
    count: countOf(series.count, value.count, value.deprecatedCount),
    firstStamp,
    lastStamp,
  })
}

/** Azure Monitor table KubeEvents. */
function peelRow(row: JsonObject): Peeled {
  const firstStamp = stampOf(row.FirstSeen, row.TimeGenerated)
  const host = text(row.Computer)
  return peeled(host, text(row.SourceComponent), text(row.Message), {
    reason: text(row.Reason),
    type: text(row.KubeEventType),
    kind: text(row.ObjectKind),
    namespace: text(row.Namespace),
    name: text(row.Name),
    uid: '',
    node: host,
    count: countOf(row.Count),
    firstStamp,
    lastStamp: stampOf(row.LastSeen) ?? firstStamp,
  })
}

function peeled(host: string, ident: string, message: string, k8sEvent: K8sEventFields): Peeled {
  const transport = 'kubernetes-event-object'
  return { transport, text: message, stamp: k8sEvent.firstStamp, host, ident, pid: '', cut: false, k8sEvent }
}

/** The first count of at least one; log stores make texts of numbers. */
function countOf(...candidates: readonly unknown[]): number {
  return candidates.map((n) => Math.floor(Number(n ?? 0))).find((n) => n >= 1) ?? 1
}
