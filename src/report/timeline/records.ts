import { isoTime } from '../../base/time.ts'
import type { CaseFile } from '../../model/case-file.ts'
import { csvLine } from '../render-query.ts'
import { factWords } from '../words.ts'
import { type Item, items, type TimelineFilter } from './items.ts'

/** What was written: rows, and how many had no absolute time (left out where the format needs one). */
export interface TimelineSummary {
  readonly rows: number
  readonly undated: number
}

export type OnSummary = (summary: TimelineSummary) => void

/** A record of a timeline, flat: the columns of JSON and CSV. */
interface Flat {
  readonly time: string | null
  readonly last: string | null
  readonly node: string
  readonly type: 'event' | 'fact'
  readonly what: string
  readonly operation: string
  readonly outcome: string
  readonly cause: string
  readonly component: string
  readonly sandbox_id: string
  readonly pod_namespace: string
  readonly pod_name: string
  readonly pod_uid: string
  readonly message: string
  readonly repeat_n: number
  readonly failure_id: number
  readonly source: string
  readonly line: number
}

/** What an item says, as a name: `StopPodSandbox failed`, `runtime-start`. */
export function nameOf(item: Item): string {
  return item.type === 'event' ? `${item.event.operation} ${item.event.outcome}` : item.fact.kind
}

function flat(item: Item): Flat {
  const time = isoTime(item.us)
  if (item.type === 'fact') {
    const { node, component, source, line, text } = item.fact
    return {
      time,
      last: time,
      node,
      type: 'fact',
      what: factWords(item.fact) ?? item.fact.kind,
      operation: '',
      outcome: '',
      cause: '',
      component,
      sandbox_id: '',
      pod_namespace: '',
      pod_name: '',
      pod_uid: '',
      message: text,
      repeat_n: 1,
      failure_id: 0,
      source,
      line,
    }
  }
  const {
    node,
    operation,
    outcome,
    cause,
    component,
    sandbox_id,
    pod_namespace,
    pod_name,
    pod_uid,
    message,
    repeat_n,
    failure_id,
    source,
    line,
    last_us,
  } = item.event
  return {
    time,
    last: isoTime(last_us),
    node,
    type: 'event',
    what: nameOf(item),
    operation,
    outcome,
    cause,
    component,
    sandbox_id,
    pod_namespace,
    pod_name,
    pod_uid,
    message,
    repeat_n,
    failure_id,
    source,
    line,
  }
}

const COLUMNS: readonly (keyof Flat)[] = [
  'time',
  'last',
  'node',
  'type',
  'what',
  'operation',
  'outcome',
  'cause',
  'component',
  'sandbox_id',
  'pod_namespace',
  'pod_name',
  'pod_uid',
  'message',
  'repeat_n',
  'failure_id',
  'source',
  'line',
]

/** Every record as a JSON array, one object a line. */
export function* timelineJson(file: CaseFile, filter: TimelineFilter, done: OnSummary): Generator<string> {
  let rows = 0
  let undated = 0
  for (const item of items(file, filter)) {
    yield `${rows === 0 ? '[' : ','}\n${JSON.stringify(flat(item))}`
    rows++
    if (item.us === 0) undated++
  }
  yield rows === 0 ? '[]\n' : '\n]\n'
  done({ rows, undated })
}

/** Every record as CSV with a head line; the time of undated records is empty. */
export function* timelineCsv(file: CaseFile, filter: TimelineFilter, done: OnSummary): Generator<string> {
  let rows = 0
  let undated = 0
  yield csvLine(COLUMNS)
  for (const item of items(file, filter)) {
    const row = flat(item)
    yield csvLine(COLUMNS.map((column) => String(row[column] ?? '')))
    rows++
    if (item.us === 0) undated++
  }
  done({ rows, undated })
}

/**
 * JSON lines for Timesketch: message, datetime and timestamp_desc are its required fields (Timesketch documentation, "Create a timeline from
 * JSON/JSONL/CSV file"). It cannot take records without a time: they are left out and counted.
 */
export function* timelineTimesketch(file: CaseFile, filter: TimelineFilter, done: OnSummary): Generator<string> {
  let rows = 0
  let undated = 0
  for (const item of items(file, filter)) {
    if (item.us === 0) {
      undated++
      continue
    }
    const { time, last, what, message, ...rest } = flat(item)
    const attributes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '' && value !== 0))
    yield `${JSON.stringify({ message: message === '' ? what : `${what}: ${message}`, datetime: time?.replace('Z', '+00:00'), timestamp: item.us, timestamp_desc: nameOf(item), ...attributes })}\n`
    rows++
  }
  done({ rows, undated })
}
