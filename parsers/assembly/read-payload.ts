import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import type { Component } from '../../src/model/vocabulary.ts'
import { payloads } from '../payloads/index.ts'
import { payload as plain } from '../payloads/plain-message.ts'

const ORDERED: readonly Payload[] = [...payloads].sort((a, b) => a.order - b.order)

/** True where the head of a record of a known logger stands at the beginning of the text. */
export function startsPayload(text: string): boolean {
  const inner = withoutCookie(text)
  return ORDERED.some((payload) => payload.starts(inner))
}

// Apr 26 00:43:24 node-a containerd[701]: @cee: {"level":"error","msg":"StopPodSandbox for ..
const COOKIE = '@cee:'

/** The text behind the cookie by which syslog knows a message that is an object. */
function withoutCookie(text: string): string {
  return text.startsWith(COOKIE) ? text.slice(COOKIE.length).trimStart() : text
}

/** Supervisors of supervisors are not met. */
const MAX_DEPTH = 3

/** Reads the inner layer; a text of no known logger is a plain message. */
export function readPayload(message: string, depth = 0): PayloadRecord {
  const text = withoutCookie(message)
  for (const payload of ORDERED) {
    const record = payload.starts(text) ? payload.read(text) : undefined
    if (record !== undefined) return depth < MAX_DEPTH ? heldRecord(record, depth) : record
  }
  return plain.read(text) ?? NOTHING
}

// k0s: time="2026-01-10 14:07:12" level=info msg="E0110 14:07:12.403621     950 log.go:32] \"RunPodSandbox ..\"" component=kubelet stream=stderr
/** A supervisor logs what its children write: the record is the child's, which the supervisor names. */
function heldRecord(outer: PayloadRecord, depth: number): PayloadRecord {
  if (outer.error !== '' || !outer.payload.startsWith('logrus') || !startsPayload(outer.message)) return outer
  const inner = readPayload(outer.message, depth + 1)
  if (inner.payload === plain.id) return outer
  const component = inner.component || (CHILDREN.get(outer.field('component') ?? '') ?? '')
  return { ...inner, component, stamp: datedBy(inner.stamp, outer.stamp) }
}

/** The child's own time; where it has no year, that of the supervisor's line, which was written at the same moment. */
function datedBy(inner: Stamp | undefined, outer: Stamp | undefined): Stamp | undefined {
  if (inner === undefined) return outer
  if (inner.kind !== 'calendar' || inner.year !== 0 || outer?.kind !== 'calendar' || outer.year === 0) return inner
  const months = inner.month - outer.month
  const turn = months === 11 ? -1 : months === -11 ? 1 : 0
  return { ...inner, year: outer.year + turn }
}

/** Children of a supervisor that speak of sandboxes. */
const CHILDREN: ReadonlyMap<string, Component> = new Map<string, Component>([
  ['containerd', 'containerd'],
  ['kubelet', 'kubelet'],
])

const NOTHING: PayloadRecord = {
  payload: 'plain-message',
  stamp: undefined,
  component: '',
  level: '',
  message: '',
  error: '',
  caller: '',
  field: () => undefined,
}
