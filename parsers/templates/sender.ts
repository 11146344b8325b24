import { peelLine } from '../assembly/peel-line.ts'
import type { Head } from './head.ts'

/** What stands between a line's time and its text, ` node-7 kubelet[1205]: `, and how it is cut. */
export interface Sender {
  readonly text: string
  /** '' where the sender is written in no plain way: then it is like no other. */
  readonly host: string
  /** '' = none. */
  readonly pid: string
  /** The text without host and process: that of all senders which one template serves. */
  readonly kind: string
  readonly hash: number
  readonly kindHash: number
}

/** Of a line that begins with its text. */
export const NO_SENDER: Sender = { text: '', host: '', pid: '', kind: '', hash: 0, kindHash: 0 }

/** Transports whose head is all that `findHead` looks at: nothing behind it changes how they read it. */
export const BY_HEAD: ReadonlySet<string> = new Set([
  'journald-short',
  'journald-short-precise',
  'journald-short-iso',
  'journald-short-iso-precise',
  'syslog-rsyslog',
])

const MOST_SENDERS = 4096
/** Of the FNV hash. */
const PRIME = 0x01000193

//  ip-10-0-3-17.ec2.internal kubelet[1205]:
const PLAIN = /^ ([\w.-]+) ([\w.@-]+)(?:\[(\d+)\])?: $/

/** Stand for what the head alone tells, while a template is learnt: one that depends on it does not hold. */
const OTHER_HOST = 'yonder-17e'
const OTHER_PID = '730591'

/** Cuts the senders of lines; each text is cut once. */
export class Senders {
  private readonly known = new Map<string, Sender>()
  private last: Sender = NO_SENDER

  /** Sender of a line with a time in front. */
  of(line: string, { senderAt, textAt }: Head): Sender {
    const { last } = this
    if (last.text.length === textAt - senderAt && line.startsWith(last.text, senderAt)) return last
    const text = line.slice(senderAt, textAt)
    const known = this.known.get(text)
    this.last = known ?? senderOf(text)
    if (known !== undefined) return known
    if (this.known.size >= MOST_SENDERS) this.known.clear()
    this.known.set(text, this.last)
    return this.last
  }
}

function senderOf(text: string): Sender {
  const [, host = '', ident = '', pid = ''] = PLAIN.exec(text) ?? []
  const kind = host === '' ? text : ` ${ident}${pid === '' ? '' : '[]'}: `
  return { text, host, pid, kind, hash: hashOf(text), kindHash: hashOf(kind) }
}

function hashOf(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  return hash
}

/** A sender of the same kind whose host and process stand in no line; undefined where there are none to change, or the line has them. */
export function otherSender({ text, host, pid }: Sender, line: string): Sender | undefined {
  if (host === '' || line.includes(OTHER_HOST) || line.includes(OTHER_PID)) return undefined
  const rest = text.slice(1 + host.length)
  return senderOf(` ${OTHER_HOST}${pid === '' ? rest : rest.replace(`[${pid}]`, `[${OTHER_PID}]`)}`)
}

/** A stretch of a line. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Where host and process stand in a line of the sender. */
export function placesOfSender({ host, pid }: Sender, { senderAt, textAt }: Head): readonly Stretch[] {
  const hostAt = senderAt + 1
  const pidEnd = textAt - ']: '.length
  const places = [{ from: hostAt, to: hostAt + host.length }]
  return pid === '' ? places : [...places, { from: pidEnd - pid.length, to: pidEnd }]
}

/** Whether the line's transport reads the head just as it is cut, and leaves its text as it stands. */
export function isReadAsCut(line: string, { textAt }: Head, { host, pid }: Sender, transport: string): boolean {
  if (!BY_HEAD.has(transport)) return false
  const peeled = peelLine(line)
  return (
    peeled.transport === transport &&
    peeled.host === host &&
    peeled.pid === pid &&
    peeled.k8sEvent === undefined &&
    peeled.partial === undefined &&
    !peeled.cut &&
    peeled.text === line.slice(textAt)
  )
}
