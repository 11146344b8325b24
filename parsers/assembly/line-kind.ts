import type { Peeled } from '../../src/model/record.ts'
import { type PeelLine, peelLine } from './peel-line.ts'
import { startsPayload } from './read-payload.ts'

/**
 * What a physical line is to a record:
 * - `head`: a record of a known logger, or an event row, starts here;
 * - `plain`: it has a transport's head of its own, but no logger's;
 * - `follow`: it has a transport's head, and its text is indented or closes a klog block: the middle of a record;
 * - `loose`: it has no head at all;
 * - `blank`, `marker`: never part of a record.
 */
export type Kind = 'head' | 'plain' | 'follow' | 'loose' | 'blank' | 'marker'

/** A physical line, looked at. */
export interface Seen {
  readonly line: string
  readonly kind: Kind
  readonly peeled: Peeled
}

// -- Boot 2222 --   -- Logs begin at ...   ==> kubelet <==   ░░ Subject: ...   -- Reboot --
const MARKER = /^\s*(?:-- (?:Boot|Reboot|Logs begin|Journal begins|No entries|cursor)|==> .{1,80} <==\s*$|░░)/

// \tfirst line of a klog block     (TAB may have become blanks)      ` > pod="ns/name"`
const FOLLOW = /^(?:\t| {2,}\S| {4,}$| >(?: |$))/

/** Looks at one physical line. */
export function look(line: string, peel: PeelLine = peelLine): Seen {
  const peeled = peel(line)
  return { line, peeled, kind: kindOf(line, peeled) }
}

function kindOf(line: string, peeled: Peeled): Kind {
  if (peeled.k8sEvent !== undefined || startsPayload(peeled.text)) return 'head'
  if (isBare(peeled)) {
    if (line.length === 0) return 'blank'
    if (MARKER.test(line)) return 'marker'
    return line.trim() === '' && line.charCodeAt(0) !== 9 ? 'blank' : 'loose'
  }
  return FOLLOW.test(peeled.text) || peeled.text === '' ? 'follow' : 'plain'
}

/** True where no transport but a quoting prefix was found. */
export function isBare(peeled: Peeled): boolean {
  return peeled.transport === 'bare' || peeled.transport === 'quoted'
}

/** True where two lines were written by the same process on the same host, as far as their heads say. */
export function sameSender(a: Peeled, b: Peeled): boolean {
  return a.transport === b.transport && a.host === b.host && a.ident === b.ident && a.pid === b.pid
}
