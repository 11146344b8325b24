import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { peelJournalObject } from '../grammar/journal-object.ts'
import { parseObject } from '../grammar/json-line.ts'
import { peelObject } from '../grammar/json-record.ts'
import { isKlogHead } from '../grammar/klog.ts'
import { anonymous } from '../grammar/peeled.ts'
import { transports } from '../transports/index.ts'
import { withoutCutMark } from './cut.ts'
import { withoutForeignMarks } from './foreign-marks.ts'
import { startsPayload } from './read-payload.ts'

/** Wrappers may stand in one another (`# ` before a node name); deeper is not looked at. */
const MAX_DEPTH = 3

/** Windows tools put it before the first line of a file. */
const BYTE_ORDER_MARK = 0xfeff

const ORDERED: readonly Transport[] = [...transports].sort((a, b) => a.order - b.order)

/** Takes every outer layer off a physical line. */
export type PeelLine = (line: string) => Peeled

/** Takes every outer layer off a physical line. A line of no known transport is `bare`. */
export function peelLine(line: string): Peeled {
  const whole = withoutByteOrderMark(line)
  return withoutMarks(isBareHead(whole) ? anonymous('bare', whole) : peelDeep(whole, 0, ORDERED))
}

/** `peelLine` that tries one transport before all others (`bare` accepts every line). Throws RangeError where there is none of that id. */
export function peelLineAs(id: string): PeelLine {
  const first = ORDERED.find((transport) => transport.id === id)
  if (first === undefined) throw new RangeError(`no transport ${id}`)
  const order = [first, ...ORDERED]
  return (line) => withoutMarks(peelDeep(withoutByteOrderMark(line), 0, order))
}

/** What `peelLineAs` takes, sorted. */
export const transportIds: readonly string[] = ORDERED.map(({ id }) => id).sort()

function withoutByteOrderMark(line: string): string {
  return line.charCodeAt(0) === BYTE_ORDER_MARK ? line.slice(1) : line
}

function withoutMarks(peeled: Peeled): Peeled {
  const inner = withoutForeignMarks(peeled.text)
  const text = withoutCutMark(inner)
  return text === peeled.text ? peeled : { ...peeled, text, cut: text !== inner }
}

/** Heads that no transport begins with: the most frequent lines of a program's own file need no search. */
function isBareHead(line: string): boolean {
  return isKlogHead(line) || line.startsWith('time="')
}

function peelDeep(line: string, depth: number, order: readonly Transport[]): Peeled {
  for (const transport of order) {
    const peeled = transport.peel(line)
    if (peeled === undefined) continue
    if (transport.holdsLines === true && depth < MAX_DEPTH) return peelHeld(peeled, depth, order)
    return transport.wrapper === true && depth < MAX_DEPTH
      ? merge(peeled, peelDeep(peeled.text, depth + 1, order))
      : peeled
  }
  return anonymous('bare', line)
}

/** A log store's message that is a whole line of a stamped transport loses that layer too; its later lines belong to it. */
function peelHeld(outer: Peeled, depth: number, order: readonly Transport[]): Peeled {
  if (outer.k8sEvent !== undefined || startsPayload(outer.text)) return outer
  const end = outer.text.indexOf('\n')
  const inner = peelDeep(end < 0 ? outer.text : outer.text.slice(0, end), depth + 1, order)
  if (inner.transport === 'bare' || !isWholeLine(inner)) return outer
  const text = end < 0 ? inner.text : inner.text + outer.text.slice(end)
  return { ...merge(outer, { ...inner, text }), transport: outer.transport }
}

/** It has a time, is an Event, or its sender stands before a logger's text (`kubelet[812]: E0426 ..`: the store keeps the time). */
function isWholeLine({ stamp, k8sEvent, ident, text }: Peeled): boolean {
  return stamp !== undefined || k8sEvent !== undefined || (ident !== '' && startsPayload(text))
}

/**
 * Takes every outer layer off a record that a structured export holds as JSON text; undefined where it is none (no message).
 * `transport` of the result is that of the object.
 */
export function peelExported(json: string): Peeled | undefined {
  const record = parseObject(json)
  const peeled = record === undefined ? undefined : (peelJournalObject(record) ?? peelObject(record))
  return peeled === undefined ? undefined : peelHeld(peeled, 0, ORDERED)
}

/** The inner layer knows better; what it lacks comes from the wrapper. */
function merge(outer: Peeled, inner: Peeled): Peeled {
  const workload = outer.workload === true || inner.workload === true
  return {
    ...inner,
    transport: inner.transport === 'bare' ? outer.transport : inner.transport,
    stamp: inner.stamp ?? outer.stamp,
    host: inner.host === '' ? outer.host : inner.host,
    ident: inner.ident === '' ? outer.ident : inner.ident,
    pid: inner.pid === '' ? outer.pid : inner.pid,
    ...(workload ? { workload } : {}),
  }
}
