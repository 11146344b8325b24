import { closingQuote, unquoteGo } from '../grammar/go-unquote.ts'

/** Records are unescaped by their payload; more levels than this are not met. */
const maxDepth = 6

/**
 * Takes off escape levels that lie over the whole text: as long as it has escaped quotes (`\"`) and no plain one. A text with
 * a plain quote is at its own level: what is escaped in it belongs to a layer further in.
 */
export function plainLevel(text: string): string {
  let out = text
  for (let depth = 0; depth < maxDepth && out.includes('\\"') && closingQuote(out, 0) < 0; depth++) {
    const next = unquoteGo(out)
    if (next === out) break
    out = next
  }
  return out
}

/**
 * Inner text of a quoted layer whose opening quote has been read, one escape level taken off. With escaped quotes inside, it
 * ends at the first plain quote; where inner quotes came unescaped (containerd 1.1, 1.2, copies), at a last quote that has
 * no partner. A missing closing quote takes the rest.
 */
export function openedText(text: string): string {
  if (text.includes('\\"')) {
    const end = closingQuote(text, 0)
    return plainLevel(unescapeOnce(end < 0 ? text : text.slice(0, end)))
  }
  return withoutLastQuote(text)
}

/** One escape level; a text that begins with a quote keeps it. */
function unescapeOnce(text: string): string {
  return unquoteGo(`"${text}"`)
}

/** `.. plugin supports ["0.4.0"]"` loses its last quote, `.. for sandbox "b"` keeps it: a closing quote has no partner. */
function withoutLastQuote(text: string): string {
  const trimmed = text.trimEnd()
  const body = trimmed.endsWith('"') && countQuotes(trimmed) % 2 === 1 ? trimmed.slice(0, -1) : trimmed
  return body.includes('\\') ? unescapeOnce(body) : body
}

function countQuotes(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++
  return count
}
