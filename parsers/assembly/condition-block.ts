import type { Assembled, LineWindow } from '../../src/model/line-window.ts'

/** A condition has four members; no more lines than twice as many are looked at either way. */
const MAX_MEMBERS = 8

//         "type": "NetworkReady",          "status": true,          "reason": "",          "message": ""
const MEMBER = /^\s{2,80}"(?:type|status|reason|message)"\s?:\s?(?:true|false|"[^\n]*"),?\s*$/
const NETWORK = /^\s{2,80}"type"\s?:\s?"NetworkReady",?\s*$/

/**
 * The condition of the network in `crictl info` that is printed over several lines: its members, without the braces, whichever of them the
 * candidate is; in the order of the struct (crictl 1.11 and later) or of the alphabet (1.24 and later). undefined for every other line.
 */
export function conditionExtent(window: LineWindow, line: string): Assembled | undefined {
  if (!MEMBER.test(line)) return undefined
  let from = 0
  while (from > -MAX_MEMBERS && isMember(window.at(from - 1))) from--
  let to = 0
  while (to < MAX_MEMBERS && isMember(window.at(to + 1))) to++
  const lines = Array.from({ length: to - from + 1 }, (_, index) => window.at(from + index) ?? '')
  if (!lines.some((member) => NETWORK.test(member))) return undefined
  return { line: window.line + from, lineEnd: window.line + to, byteOffset: window.offsetOf(from), lines }
}

function isMember(line: string | undefined): boolean {
  return line !== undefined && MEMBER.test(line)
}
