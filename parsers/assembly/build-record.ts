import type { SourceContext } from '../../src/model/line-window.ts'
import type { K8sEventFields, LogRecord, PayloadRecord, Peeled } from '../../src/model/record.ts'
import { readDumpedEvent } from '../grammar/dumped-event.ts'
import { readLoggedInterval } from '../grammar/openshift-interval.ts'
import { quotePrefix } from '../grammar/quote-prefix.ts'
import { withColumns } from './column-event.ts'
import { componentOf } from './component.ts'
import { placeEvent } from './place-event.ts'
import { readPayload } from './read-payload.ts'

/** Where a record stands. */
export interface Place {
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
  readonly raw: string
}

/** Puts one record together from its outer layer, its joined text and its place. */
export function buildRecord(peeled: Peeled, text: string, place: Place, context: SourceContext): LogRecord {
  if (peeled.k8sEvent !== undefined) return eventRecord(peeled, text, place, context)
  const payload = readPayload(peeled.transport === 'bare' ? withoutQuoteMarks(text) : text)
  const dumped = readDumpedEvent(payload.message) ?? readLoggedInterval(payload)
  if (dumped !== undefined) {
    return eventRecord({ ...peeled, k8sEvent: dumped.event }, dumped.message, place, context, payload)
  }
  // Written out: spreading three objects here cost twenty microseconds a record.
  return {
    line: place.line,
    lineEnd: place.lineEnd,
    byteOffset: place.byteOffset,
    raw: place.raw,
    transport: peeled.transport,
    payload: payload.payload,
    stamp: payload.stamp ?? peeled.stamp,
    outerStamp: peeled.stamp,
    host: peeled.host,
    ident: peeled.ident,
    pid: peeled.pid === '' ? (payload.field('pid') ?? '') : peeled.pid,
    component: componentOf(payload, peeled, context.section),
    level: payload.level,
    message: payload.message,
    error: payload.error,
    caller: payload.caller,
    cut: peeled.cut,
    field: payload.field,
    k8sEvent: undefined,
  }
}

/** A plain message in a mail, a comment or a code block loses its marks; heads behind such marks were found before. */
function withoutQuoteMarks(text: string): string {
  return text.slice(quotePrefix(text).length).trimEnd()
}

/** A Kubernetes Event: its time is the event's own where it says one. */
function eventRecord(
  peeled: Peeled,
  message: string,
  place: Place,
  context: SourceContext,
  payload?: PayloadRecord,
): LogRecord {
  const event = peeled.k8sEvent === undefined ? undefined : eventOf(peeled.k8sEvent, peeled, place, context)
  return {
    line: place.line,
    lineEnd: place.lineEnd,
    byteOffset: place.byteOffset,
    raw: place.raw,
    transport: peeled.transport,
    payload: 'kubernetes-event',
    stamp: event?.lastStamp ?? payload?.stamp ?? peeled.stamp,
    outerStamp: peeled.stamp,
    host: peeled.host,
    ident: peeled.ident,
    pid: peeled.pid,
    component: 'kubernetes-event',
    level: event?.type === 'Warning' ? 'warning' : 'info',
    message,
    error: '',
    caller: payload?.caller ?? '',
    cut: peeled.cut,
    field: () => undefined,
    k8sEvent: event,
  }
}

function eventOf(event: K8sEventFields, { transport }: Peeled, { raw }: Place, context: SourceContext): K8sEventFields {
  return placeEvent(transport === 'event-columns' ? withColumns(event, raw, context.columns) : event, context)
}
