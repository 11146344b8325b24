import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { stripBareColours, stripColours } from '../grammar/ansi.ts'
import { isLogrusHead } from '../grammar/heads.ts'
import { peelJournalObject } from '../grammar/journal-object.ts'
import { parseObject } from '../grammar/json-line.ts'
import { peelObject } from '../grammar/json-record.ts'
import { isKlogHead } from '../grammar/klog.ts'
import { anonymous } from '../grammar/peeled.ts'
import { transports } from '../transports/index.ts'
import { withoutCutMark } from './cut.ts'
import { startsPayload } from './read-payload.ts'

/** Wrappers may stand in one another (`# ` before a node name); deeper is not looked at. */
const MAX_DEPTH = 3

/** Windows tools put it before the first line of a file. */
const BYTE_ORDER_MARK = 0xfeff

const ESCAPE = 27
const BRACKET = 91
const CARET = 94

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
  const inner = withoutRepeat(withPlainQuotes(withoutEntities(withoutColours(peeled.text))))
  const text = withoutCutMark(inner)
  return text === peeled.text ? peeled : { ...peeled, text, cut: text !== inner }
}

/** `systemctl status` and log viewers colour a whole message: ESC[0;31mE0426 00:43:24.518120 ...; logrus in a terminal reads its own colours. */
export function withoutColours(text: string): string {
  const first = text.charCodeAt(0)
  if (first !== ESCAPE && first !== BRACKET && first !== CARET) return text
  const plain = first === ESCAPE ? stripColours(text) : stripBareColours(text)
  return isKlogHead(plain) || (first === ESCAPE ? plain.startsWith('time="') : isLogrusHead(plain)) ? plain : text
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', '#34': '"', '#39': "'", lt: '<', gt: '>', amp: '&' }

// <p>Failed to ..</p>   .. no such file or directory</code></pre>   .. failed<br/>
const TAGS = /^(?:<[a-z][a-z0-9]{0,9}>)+|(?:<\/[a-z][a-z0-9]{0,9}>|<br ?\/?>)+$/g

/** A text out of a web page, where quotes still are entities: failed to setup network for sandbox &quot;9b1f0e...&quot;: */
export const hasEntities = (text: string): boolean => text.includes('&quot;') || text.includes('&#34;')

function withoutEntities(text: string): string {
  if (!hasEntities(text)) return text
  const plain = text.replace(/&(quot|#34|#39|lt|gt|amp);/g, (all, name: string) => ENTITIES[name] ?? all)
  return plain.replace(TAGS, '')
}

// A chat made typographic quotes of plain ones: time=“2022-04-26T00:43:24.518165483Z” level=error msg=“StopPodSandbox for \“2f1c..\” failed”
function withPlainQuotes(text: string): string {
  return text.includes('=“') ? text.replace(/[“”]/g, '"') : text
}

// message repeated 5 times: [ E0426 00:43:24.518120     812 a.go:1] x]
const REPEAT = /^message repeated \d{1,9} times: \[ ?/

/** rsyslog folds equal messages into one line that quotes the message. */
function withoutRepeat(text: string): string {
  if (!text.startsWith('message repeated ')) return text
  const head = REPEAT.exec(text)
  return head === null ? text : text.slice(head[0].length, text.endsWith(']') ? -1 : undefined)
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
  if (inner.transport === 'bare' || (inner.stamp === undefined && inner.k8sEvent === undefined)) return outer
  const text = end < 0 ? inner.text : inner.text + outer.text.slice(end)
  return { ...merge(outer, { ...inner, text }), transport: outer.transport }
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
