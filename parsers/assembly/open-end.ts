import { readKlogBody } from '../grammar/klog-body.ts'
import { readKlogHead } from '../grammar/klog.ts'
import { readLogfmt } from '../grammar/logfmt.ts'

/** How the text of a record ends so far: `closed`, inside a klog `<` block, inside quotes, or free text that cannot tell. */
export type End = 'closed' | 'block' | 'quote' | 'free'

/** Looks at the end of a record's text. */
export function endOf(text: string): End {
  const head = readKlogHead(text)
  if (head !== undefined) {
    const body = readKlogBody(text, head.bodyAt)
    if (body.fields === undefined) return body.open ? 'quote' : freeEnd(text)
    if (!body.open) return 'closed'
    return /=<(?:\n|$)/.test(text.slice(head.bodyAt)) ? 'block' : 'quote'
  }
  if (text.startsWith('time=') || text.startsWith('level=') || text.startsWith('msg=')) {
    return readLogfmt(text)?.open === true ? 'quote' : 'closed'
  }
  if (text.startsWith('{')) return text.trimEnd().endsWith('}') ? 'closed' : 'quote'
  return freeEnd(text)
}

/** An odd number of unescaped quotes: the text stops inside one. */
function freeEnd(text: string): End {
  let open = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at - 1) !== 92) open = !open
  }
  return open ? 'quote' : 'free'
}
