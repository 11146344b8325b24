import type { K8sEventFields } from '../../src/model/record.ts'
import type { CalendarStamp, Stamp } from '../../src/model/stamp.ts'
import { readAge, readEventAge } from './event-age.ts'
import { readEventSource } from './event-source.ts'
import { kindOf } from './peeled-event.ts'
import { skipBlanks } from './scan.ts'
import { type Read, readIsoStamp } from './stamps.ts'

/** A row of an events table. */
export interface EventRow {
  readonly event: K8sEventFields
  readonly source: string
  readonly message: string
}

/** What stands before the type column. */
interface Before {
  readonly namespace: string
  readonly count: number
  readonly first: Stamp | undefined
  readonly last: Stamp | undefined
  /** Event name (`web-0.15f0`) and kind of the layout up to kubectl 1.13. */
  readonly name: string
  readonly kind: string
}

/** What stands between the reason and the message. */
interface Object_ {
  readonly kind: string
  readonly name: string
  readonly end: number
}

// Warning   FailedCreatePodSandBox
const TYPE = /(?:^|\s)(Normal|Warning)\s+([A-Z][A-Za-z]{2,59})(?:\s+|$)/

/** Longest text before the type column. */
const MAX_BEFORE = 600

/** Reads a row of any layout: `[NAMESPACE] LAST TYPE REASON OBJECT MESSAGE`, wide, or `LAST FIRST COUNT NAME KIND SUBOBJECT TYPE REASON SOURCE MESSAGE`. */
export function readEventRow(row: string): EventRow | undefined {
  const type = TYPE.exec(row.slice(0, MAX_BEFORE))
  if (type === null || type.index === 0) return undefined
  const before = readBefore(row.slice(0, type.index))
  if (before === undefined) return undefined
  const at = type.index + type[0].length
  const reason = { reason: type[2] ?? '', type: type[1] ?? '', uid: '' }
  return before.kind === '' ? readNew(row, at, before, reason) : readOld(row, at, before, reason)
}

type Reason = Pick<K8sEventFields, 'reason' | 'type' | 'uid'>

function readNew(row: string, at: number, before: Before, reason: Reason): EventRow | undefined {
  const object = readObject(row, at)
  if (object === undefined) return undefined
  const wide = readWide(row, object.end)
  const tail = wide === undefined ? undefined : TAIL.exec(row)
  const message = row.slice(wide?.end ?? object.end, tail?.index)
  const event: K8sEventFields = {
    ...reason,
    kind: object.kind,
    namespace: before.namespace,
    name: object.name,
    node: wide?.host ?? '',
    count: tail === null || tail === undefined ? before.count : Math.max(1, Number(tail[2])),
    firstStamp: readAge(tail?.[1] ?? '') ?? before.first,
    lastStamp: before.last,
  }
  return { event, source: wide?.component ?? '', message }
}

function readOld(row: string, at: number, before: Before, reason: Reason): EventRow {
  const source = readEventSource(row, at)
  const event: K8sEventFields = {
    ...reason,
    kind: before.kind,
    namespace: before.namespace,
    name: before.name.replace(/\.[0-9a-f]{8,20}$/, ''),
    node: source.host,
    count: before.count,
    firstStamp: before.first,
    lastStamp: before.last,
  }
  return { event, source: source.component, message: row.slice(source.end) }
}

//    44m   17   web-0.16f0a1b2c3d4e5f6      : FIRST SEEN, COUNT, NAME of the wide table
const TAIL = /\s{2,}((?:\d{1,6}[smhdy]){1,4}|<unknown>|<invalid>)\s+(\d{1,9})\s+[\w.-]{1,300}\s*$/

//    kubelet, node-a   Failed ...     spec.containers{app}   kubelet, node-a   Failed ...
const WIDE = /(?:spec\.\S{1,120}\s+)?([a-z][\w-]{1,62}), ([\w.-]{1,253})\s{2,}/y

function readWide(row: string, at: number): { component: string; host: string; end: number } | undefined {
  WIDE.lastIndex = at
  const match = WIDE.exec(row)
  return match === null ? undefined : { component: match[1] ?? '', host: match[2] ?? '', end: at + match[0].length }
}

// pod/web-0   Pod/web-0   Pod   (the layout of kubectl 1.14 names the kind alone)
const OBJECT = /([A-Za-z][A-Za-z.]{1,60})(?:\/([\w.-]{1,253}))?(?:\s+|$)/y

function readObject(row: string, at: number): Object_ | undefined {
  OBJECT.lastIndex = at
  const match = OBJECT.exec(row)
  if (match === null) return undefined
  const [all, kind = '', name = ''] = match
  return name === '' && !/^[A-Z][a-z]+$/.test(kind) ? undefined : { kind: kindOf(kind), name, end: at + all.length }
}

/** `[NAMESPACE] AGE`, or `[NAMESPACE] LAST FIRST COUNT NAME KIND [SUBOBJECT]`. */
function readBefore(text: string): Before | undefined {
  const row = text.trimEnd()
  if (DATED.test(row)) return readDated(row)
  const start = readEventAge(row, skipBlanks(row, 0)) === undefined ? behindWord(row) : skipBlanks(row, 0)
  const namespace = row.slice(0, start).trim()
  const age = readEventAge(row, start)
  if (age === undefined || !/^[a-z0-9-]{0,63}$/.test(namespace)) return undefined
  const rest = row.slice(age.end).trim()
  if (rest === '') return { namespace, count: age.count, first: age.first, last: age.last, name: '', kind: '' }
  const first = readAge(rest.split(/\s/, 1)[0] ?? '')
  return first === undefined
    ? undefined
    : readCounted(rest.replace(/^\S+\s+/, ''), { namespace, first, last: age.last })
}

type Seen = Pick<Before, 'namespace' | 'first' | 'last'>

/** `COUNT NAME KIND [SUBOBJECT]`. */
function readCounted(text: string, seen: Seen): Before | undefined {
  const [count = '', name = '', kind = ''] = text.split(/\s+/)
  if (!/^\d{1,9}$/.test(count) || !/^[A-Z][A-Za-z]+$/.test(kind)) return undefined
  return { ...seen, count: Math.max(1, Number(count)), name, kind }
}

// 2018-03-15 06:03:37 +0000 UTC   2018-03-15 06:05:01 +0000 UTC   41   web-0.15f0   Pod      (kubectl get events -w up to 1.13)
const DATED = /^(?:[a-z0-9-]{1,63}\s+)?\d{4}-\d\d-\d\d \d\d:/

/** `[NAMESPACE] TIME TIME COUNT NAME KIND [SUBOBJECT]`, the first and the last time in either order. */
function readDated(row: string): Before | undefined {
  const start = row.search(/\d{4}-\d\d-\d\d \d\d:/)
  const one = readTime(row, start)
  const two = one === undefined ? undefined : readTime(row, skipBlanks(row, one.end))
  if (one === undefined || two === undefined) return undefined
  const [first, last] = comparable(one.value) <= comparable(two.value) ? [one.value, two.value] : [two.value, one.value]
  return readCounted(row.slice(two.end).trim(), { namespace: row.slice(0, start).trim(), first, last })
}

/** `2018-03-15 06:03:37 +0000 UTC`: Go prints the zone's name behind its offset. */
function readTime(row: string, at: number): Read<CalendarStamp> | undefined {
  const read = readIsoStamp(row, at)
  if (read?.value.offsetMin === undefined) return undefined
  return { value: read.value, end: read.end + (/^ [A-Z]{2,5}(?= |\t|$)/.exec(row.slice(read.end))?.[0].length ?? 0) }
}

/** Grows with the time; both times of a row have one offset. */
const comparable = ({ year, month, day, dayUs }: CalendarStamp): number =>
  ((year * 12 + month) * 31 + day) * 86_400e6 + dayUs

function behindWord(row: string): number {
  const blank = row.indexOf(' ')
  return blank < 0 ? row.length : skipBlanks(row, blank)
}
