import { readKlogHead } from '../grammar/klog.ts'
import { isQuotedBody, readKlogBody } from '../grammar/klog-body.ts'
import { readLogfmt } from '../grammar/logfmt.ts'

/** How the text of a record ends so far: `closed`, inside a klog `<` block, inside quotes, or free text that cannot tell. */
export type End = 'closed' | 'block' | 'quote' | 'free'

/** Looks at the end of a record's text. */
export function endOf(text: string): End {
  const head = readKlogHead(text)
  if (head !== undefined) return klogEnd(text, head.bodyAt)
  if (text.startsWith('time=') || text.startsWith('level=') || text.startsWith('msg=')) {
    return readLogfmt(text)?.open === true ? 'quote' : 'closed'
  }
  if (text.startsWith('{')) return text.trimEnd().endsWith('}') ? 'closed' : 'quote'
  return freeEnd(text)
}

// "Error syncing pod, skipping" err="failed to \"KillPodSandbox\" for⏎\"1a2b..\" with KillPodSandboxError: ..
/** klog escapes the newlines of a quoted value: where one stands in it, somebody broke the line. */
export function isWithinValue(text: string): boolean {
  const head = readKlogHead(text)
  if (head === undefined && !isQuotedBody(text)) return false
  const { fields, open } = readKlogBody(text, head?.bodyAt ?? 0)
  return fields !== undefined && open
}

function klogEnd(text: string, bodyAt: number): End {
  const body = readKlogBody(text, bodyAt)
  if (body.fields === undefined) return body.open ? 'quote' : freeEnd(text)
  if (!body.open) return 'closed'
  return /=<(?:\n|$)/.test(text.slice(bodyAt)) ? 'block' : 'quote'
}

/** An odd number of unescaped quotes: the text stops inside one. */
function freeEnd(text: string): End {
  let open = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at - 1) !== 92) open = !open
  }
  return open ? 'quote' : 'free'
}
