import type { Extent } from './extent.ts'
import { type Seen, sameSender } from './line-kind.ts'
import { MAX_LINES, type Neighbours } from './neighbours.ts'

//  >      > pod="ns/name" podUID=...   : the line that closes a klog block
const CLOSES = /^ ?>(?: |$)/

/**
 * `journalctl -r` prints newest first, so the lines of a klog `<` block stand above their head, the closing ` >` on top.
 * Finds that block for a candidate (rel 0) in it or heading it; undefined where the order is the usual one.
 */
export function reversedExtent(near: Neighbours): Extent | undefined {
  const headAt = findHead(near)
  const head = headAt === undefined ? undefined : near.seen(headAt)
  if (headAt === undefined || head === undefined || !opensBlock(head)) return undefined
  const top = findTop(near, headAt, head)
  if (top === headAt || !isAbove(near, top, headAt, head)) return undefined
  return { from: top, to: headAt, joins: Array.from({ length: headAt - top }, () => '\n' as const), reversed: true }
}

/** The head at or below the candidate; only lines inside a block may stand between. */
function findHead(near: Neighbours): number | undefined {
  for (let rel = 0; rel < MAX_LINES; rel++) {
    const seen = near.seen(rel)
    if (seen === undefined) return undefined
    if (seen.kind === 'head') return rel
    if (seen.kind !== 'follow') return undefined
  }
  return undefined
}

function opensBlock(head: Seen): boolean {
  return head.peeled.text.endsWith('=<')
}

/** First line of the run of block lines above the head, the closing line included. */
function findTop(near: Neighbours, headAt: number, head: Seen): number {
  let top = headAt
  while (headAt - top < MAX_LINES) {
    const above = near.seen(top - 1)
    if (above?.kind !== 'follow' || !sameSender(above.peeled, head.peeled)) break
    top--
    if (CLOSES.test(above.peeled.text)) break
  }
  return top
}

/** The run belongs to the head below it, not to one above: it begins with the closing line, or no block is open above. */
function isAbove(near: Neighbours, top: number, headAt: number, head: Seen): boolean {
  const first = near.seen(top)
  const below = near.seen(headAt + 1)
  const goesDown = below?.kind === 'follow' && sameSender(below.peeled, head.peeled) && !CLOSES.test(below.peeled.text)
  if (goesDown) return false
  if (first !== undefined && CLOSES.test(first.peeled.text)) return !isClosedAbove(near, top)
  const above = near.seen(top - 1)
  return above === undefined || !opensBlock(above)
}

/** The closing line ends a block that was opened above it, in the usual order. */
function isClosedAbove(near: Neighbours, top: number): boolean {
  let rel = top - 1
  while (top - rel < MAX_LINES && near.seen(rel)?.kind === 'follow') rel--
  const head = near.seen(rel)
  return rel < top - 1 && head !== undefined && opensBlock(head)
}
