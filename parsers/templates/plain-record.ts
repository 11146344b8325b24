import type { LineWindow } from '../../src/model/line-window.ts'
import { MAX_LINES } from '../assembly/neighbours.ts'
import { startsPayload } from '../assembly/read-payload.ts'
import { findHead, type Head } from './head.ts'

/**
 * Whether the window's line begins a record that has no stamp but its head's: a transport's head, a text of no logger, and nothing above
 * that it could go on with. False also where that is not plain to see.
 */
export function isPlainRecord(window: LineWindow): boolean {
  const line = window.at(0) ?? ''
  const head = findHead(line)
  if (head === undefined || head.shape === 'bare' || !isPlainText(line, head)) return false
  const sender = line.slice(head.senderAt, head.textAt)
  for (let rel = -1; rel > -MAX_LINES; rel--) {
    const above = window.at(rel)
    if (above === undefined) return true
    const its = findHead(above)
    if (its === undefined || its.shape === 'bare') return false
    // Only a line of the same process can be the head of this one.
    if (its.textAt - its.senderAt !== sender.length || !above.startsWith(sender, its.senderAt)) return true
    if (!isPlainText(above, its)) return false
  }
  return false
}

// At 2022-04-26 00:43:24.518 +0000 UTC - event for ...   message repeated 5 times: [ ...   time=&quot;2022-04-26T00:43:24Z&quot;
const OTHER = /^(?:At |message repeated |time=)/

/** A text that begins with a word, as no logger's record and no line of one does. */
function isPlainText(line: string, { textAt }: Head): boolean {
  const code = line.charCodeAt(textAt) | 32
  if (code < 97 || code > 122) return false
  const text = line.slice(textAt)
  return !OTHER.test(text) && !startsPayload(text)
}
