import { unquoteGo } from './go-unquote.ts'
import { fieldsOf, type Logfmt } from './logfmt.ts'
import { quotedEnd, scanPairs } from './pairs.ts'

/** Body of a klog line behind its header: free text, or a quoted message with `key=value` fields. */
export interface KlogBody {
  readonly message: string
  /** undefined for an unstructured body. */
  readonly fields: Logfmt | undefined
  /** A quoted value or `<` block is not closed. */
  readonly open: boolean
}

// "Error syncing pod, skipping" err="
const QUOTED_BODY = /^"[A-Z][A-Za-z ,()-]{4,90}" (?:err|pod|podSandboxID|sandboxID|containerID)="/

/** Longest text that `isQuotedBody` looks at. */
const MAX_QUOTED_HEAD = 112

/** A quoted message with one of kubelet's fields stands at `from`: what is left of klog where its header was cut off. */
export function isQuotedBody(text: string, from = 0): boolean {
  return text.charCodeAt(from) === 34 && QUOTED_BODY.test(text.slice(from, from + MAX_QUOTED_HEAD))
}

/** Reads a klog body from `from` on. Structured = a quote directly behind the header (klog InfoS, ErrorS). */
export function readKlogBody(text: string, from = 0): KlogBody {
  if (text.charCodeAt(from) !== 34) return { message: text.slice(from), fields: undefined, open: false }
  const end = quotedEnd(text, from + 1)
  if (end.to < 0) return { message: text.slice(from + 1), fields: undefined, open: true }
  const raw = text.slice(from + 1, end.to)
  const pairs = scanPairs(text, end.to + 1)
  const fields = fieldsOf(text, pairs)
  return { message: end.raw ? raw : unquoteGo(raw), fields, open: fields.open }
}
