import type { ExportEntry } from '../../model/export-entry.ts'
import type { K8sEventFields } from '../../model/record.ts'
import type { Stamp } from '../../model/stamp.ts'
import { isObject, type JsonObject } from './shapes.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const child = (value: JsonObject, key: string): JsonObject => (isObject(value[key]) ? value[key] : {})

/** RFC 3339 (`2022-04-26T00:43:24Z`, also with microseconds) as an absolute stamp. */
function stampOf(...candidates: readonly unknown[]): Stamp | undefined {
  for (const candidate of candidates) {
    if (typeof candidate !== 'string') continue
    const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(candidate)
    const ms = match ? Date.parse(`${match[1] ?? ''}${match[3] ?? ''}`) : Number.NaN
    if (!Number.isNaN(ms))
      return { kind: 'epoch', us: ms * 1000 + Number((match?.[2] ?? '').padEnd(6, '0').slice(0, 6)) }
  }
  return undefined
}

/** Is the object a Kubernetes Event (core/v1 `involvedObject`, events.k8s.io/v1 `regarding`)? */
export function isKubernetesEvent(value: JsonObject): boolean {
  return typeof value['reason'] === 'string' && (isObject(value['involvedObject']) || isObject(value['regarding']))
}

/** What an Event object says (kubernetes api core/v1 and events.k8s.io/v1 Event), without its place. */
export function readKubernetesEvent(
  value: JsonObject,
): Pick<ExportEntry, 'stamp' | 'host' | 'ident' | 'message' | 'k8sEvent'> {
  const about = isObject(value['involvedObject']) ? value['involvedObject'] : child(value, 'regarding')
  const series = child(value, 'series')
  const source = isObject(value['source']) ? value['source'] : child(value, 'deprecatedSource')
  const count = [series['count'], value['count'], value['deprecatedCount']].find((n) => typeof n === 'number' && n >= 1)
  const created = child(value, 'metadata')['creationTimestamp']
  const firstStamp = stampOf(value['firstTimestamp'], value['deprecatedFirstTimestamp'], value['eventTime'], created)
  const lastStamp =
    stampOf(series['lastObservedTime'], value['lastTimestamp'], value['deprecatedLastTimestamp'], value['eventTime']) ??
    firstStamp
  const component = text(source['component']) || text(value['reportingComponent']) || text(value['reportingController'])
  const host = text(source['host']) || (component === 'kubelet' ? text(value['reportingInstance']) : '')
  const k8sEvent: K8sEventFields = {
    reason: text(value['reason']),
    type: text(value['type']),
    kind: text(about['kind']),
    namespace: text(about['namespace']),
    name: text(about['name']),
    uid: text(about['uid']),
    node: host || (text(about['kind']) === 'Node' ? text(about['name']) : ''),
    count: typeof count === 'number' ? Math.floor(count) : 1,
    firstStamp,
    lastStamp,
  }
  return { stamp: firstStamp, host, ident: component, message: text(value['message']) || text(value['note']), k8sEvent }
}
