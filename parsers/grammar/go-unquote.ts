/** One-letter escapes of Go's `%q` and of JSON. */
const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '/': '/',
}

/** Digits that follow the escape letter. */
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

const HEX = /^[0-9a-fA-F]+$/

/** Escaped bytes (`\xe2\x80\xa6`) wait here until the run ends, because one character may need several. */
interface Output {
  text: string
  bytes: number[]
}

/**
 * Undoes one level of Go `%q` (or JSON) escaping. Enclosing quotes are removed if the text begins with `"` and the first
 * unescaped `"` after it is the last character. Tolerant: an unknown or cut escape stays as it is; never throws.
 */
export function unquoteGo(text: string): string {
  const inner = stripQuotes(text)
  const first = inner.indexOf('\\')
  return first < 0 ? inner : unescapeFrom(inner, first)
}

/** Index of the next `"` at or after `from` that no backslash escapes; -1 if there is none. */
export function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && isEscaped(text, at, from)) at = text.indexOf('"', at + 1)
  return at
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0
  for (let i = at - 1; i >= from && text.charCodeAt(i) === 92; i--) slashes++
  return slashes % 2 === 1
}

function stripQuotes(text: string): string {
  if (text.length < 2 || text.charCodeAt(0) !== 34) return text
  return closingQuote(text, 1) === text.length - 1 ? text.slice(1, -1) : text
}

function unescapeFrom(text: string, first: number): string {
  const out: Output = { text: text.slice(0, first), bytes: [] }
  let at = first
  while (at >= 0 && at < text.length) {
    const end = readEscape(text, at, out)
    const next = text.indexOf('\\', end)
    if (next !== end) {
      flush(out)
      out.text += next < 0 ? text.slice(end) : text.slice(end, next)
    }
    at = next
  }
  flush(out)
  return out.text
}

/** Reads the escape at `at` into `out`; returns the index behind it. */
function readEscape(text: string, at: number, out: Output): number {
  const letter = text[at + 1]
  if (letter === undefined) return keep(text, at, 1, out)
  const simple = SIMPLE[letter]
  if (simple !== undefined) {
    flush(out)
    out.text += simple
    return at + 2
  }
  const count = HEX_DIGITS[letter]
  return count === undefined ? readOctal(text, at, out) : readHex(text, at, count, out)
}

function readHex(text: string, at: number, count: number, out: Output): number {
  const digits = text.slice(at + 2, at + 2 + count)
  const code = digits.length === count && HEX.test(digits) ? Number.parseInt(digits, 16) : -1
  if (code < 0 || code > 0x10ffff) return keep(text, at, 2, out)
  if (count === 2) {
    out.bytes.push(code)
  } else {
    flush(out)
    out.text += String.fromCodePoint(code)
  }
  return at + 2 + count
}

function readOctal(text: string, at: number, out: Output): number {
  const digits = text.slice(at + 1, at + 4)
  if (!/^[0-3][0-7][0-7]$/.test(digits)) return keep(text, at, 2, out)
  out.bytes.push(Number.parseInt(digits, 8))
  return at + 4
}

function keep(text: string, at: number, count: number, out: Output): number {
  flush(out)
  out.text += text.slice(at, at + count)
  return at + count
}

function flush(out: Output): void {
  if (out.bytes.length === 0) return
  out.text += new TextDecoder().decode(Uint8Array.from(out.bytes))
  out.bytes = []
}
