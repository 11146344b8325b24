import { isKlogHead, readKlogHead } from '../grammar/klog.ts'
import { endOf } from './open-end.ts'

/** Records that may be glued on one line. */
const MAX_RECORDS = 8

// ...podUID=12May 12 11:18:37 node-a kubelet[39085]: E0512 ...
const NEXT_HEAD = /[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{6})? [\w.-]{1,253} [\w.@-]{1,64}\[\d{1,10}\]: /g

// ...not found"E0704 10:20:30.123456    1234 a.go:1] "..."
const NEXT_KLOG = /[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6} +\d{1,10} [\w.-]{1,80}\.go:\d{1,6}\] /g

/**
 * Splits a line on which a terminal or a lost newline glued several records. A head inside quotes is only quoted: the text
 * before it must be complete.
 */
export function splitGlued(line: string): readonly string[] {
  const parts: string[] = []
  let rest = line
  while (parts.length < MAX_RECORDS) {
    const at = findNext(rest)
    if (at < 0) break
    parts.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return parts.length === 0 ? [line] : [...parts, rest]
}

function findNext(line: string): number {
  const syslog = searchAfter(NEXT_HEAD, line, 16)
  if (syslog > 0 && isComplete(line, syslog)) return syslog
  if (!line.includes('.go:', 40)) return -1
  const first = isKlogHead(line) ? (readKlogHead(line)?.bodyAt ?? 1) : line.indexOf(']: ') + 4
  const klog = searchAfter(NEXT_KLOG, line, Math.max(first, 1))
  return klog > 0 && isKlogHead(line) && isComplete(line, klog) ? klog : -1
}

function searchAfter(pattern: RegExp, line: string, from: number): number {
  if (line.length <= from) return -1
  pattern.lastIndex = from
  return pattern.exec(line)?.index ?? -1
}

/** Text up to `at` is a record by itself: no quote open, and no blank, quote or newline that would introduce a quotation. */
function isComplete(line: string, at: number): boolean {
  const before = line.slice(0, at)
  const last = before.charCodeAt(at - 1)
  if (last === 61 || last === 58 || last === 10) return false
  if (/[:=] ?"?$/.test(before)) return false
  return endOf(stripHead(before)) !== 'quote'
}

function stripHead(text: string): string {
  const colon = text.indexOf(']: ')
  return colon > 0 && colon < 200 ? text.slice(colon + 3) : text
}
