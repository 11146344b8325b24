import { quotePrefix } from '../grammar/quote-prefix.ts'
import { sharedIndent } from './indent.ts'
import type { Join } from './join.ts'
import { isBare, look, type Seen } from './line-kind.ts'
import type { PeelLine } from './peel-line.ts'

/** Text that a continuation line adds to a record: its own outer layer, indent or quote marks taken off. */
export function continuationText(head: Seen, next: Seen, join: Join): string {
  if (!isBare(next.peeled)) return next.peeled.text
  if (!isBare(head.peeled) && head.peeled.k8sEvent === undefined) {
    if (join === '\n') return withoutIndent(head, next.line)
    const text = next.peeled.text.slice(sharedIndent(head.line, next.line))
    return join === ' ' ? text.trimStart() : text
  }
  const prefix = quotePrefix(head.line)
  const own = quotePrefix(next.line)
  if (prefix === '' && own.trim() === '') return next.peeled.text
  if (own.trim() !== '' && prefix.trim() === own.trim()) return next.line.slice(own.length)
  const text = next.line.slice(commonLength(prefix, next.line))
  return join === ' ' ? text.trimStart() : text
}

/** journalctl indents the further lines of a message by the byte length of its head. */
function withoutIndent(head: Seen, line: string): string {
  const length = Buffer.byteLength(head.line.slice(0, head.line.length - head.peeled.text.length))
  let at = 0
  while (at < length && line.charCodeAt(at) === 32) at++
  return line.slice(at)
}

function commonLength(prefix: string, line: string): number {
  let at = 0
  while (at < prefix.length && prefix.charCodeAt(at) === line.charCodeAt(at)) at++
  return at
}

/** Text of several physical lines that form one record, in reading order. */
export function joinText(lines: readonly string[], joins: readonly Join[], peel: PeelLine): string {
  const [first, ...rest] = lines
  if (first === undefined) return ''
  const head = look(first, peel)
  let text = head.peeled.text
  for (const [index, line] of rest.entries()) {
    const join = joins[index] ?? '\n'
    text += join + continuationText(head, look(line, peel), join)
  }
  return text
}
