import { closingQuote, unquoteGo } from './go-unquote.ts'

/** How a value is written: Go-quoted, quoted but not escaped (logrus v1.0.0, lost escapes), bare, klog `<` block. */
export type PairForm = 'quoted' | 'raw' | 'bare' | 'block'

/** One `key=value` with the place of its value (without quotes) in the text. */
export interface Pair {
  readonly key: string
  readonly from: number
  readonly to: number
  readonly form: PairForm
  /** The value's closing mark is missing: the record goes on in another line or was cut. */
  readonly open: boolean
}

/** Bounds against hostile text. */
const MAX_PAIRS = 200
const MAX_KEY = 64
const MAX_CANDIDATES = 64

/**
 * Reads `key=value key2="value 2"` from `from` to the end of the text, as logrus and klog write it. Lenient: a quote ends a
 * value only before ` key=` or the end; unescaped inner quotes, bare values with blanks and a missing closing quote are read.
 */
export function scanPairs(text: string, from: number): readonly Pair[] {
  const pairs: Pair[] = []
  let at = skipBlanks(text, from)
  while (at < text.length && pairs.length < MAX_PAIRS) {
    const pair = readPair(text, at)
    if (pair === undefined) break
    pairs.push(pair)
    at = skipBlanks(text, behind(pair))
  }
  return pairs
}

/** Decoded value of a pair. */
export function pairValue(text: string, pair: Pair): string {
  const value = text.slice(pair.from, pair.to)
  if (pair.form === 'quoted') return unquoteGo(value)
  return pair.form === 'block' ? unindent(value) : value
}

/** True where `key=` starts at `at`. */
export function isKeyAt(text: string, at: number): boolean {
  return keyEnd(text, at) > at
}

/** End of a value in quotes that begins behind `from` (index of the closing quote), leniently; -1 where none closes it. */
export function quotedEnd(text: string, from: number): { readonly to: number; readonly raw: boolean } {
  const strict = closingQuote(text, from)
  if (strict < 0) return { to: -1, raw: false }
  if (endsValue(text, strict + 1)) return { to: strict, raw: false }
  return { to: lenientEnd(text, from, strict), raw: true }
}

// msg="StopPodSandbox for "b" failed" error="failed to destroy network for sandbox "abc": ..." (logrus v1.0.0)
const ERROR_NEXT = /^ +err(?:or)?=/

/** Index of the blank before the next ` key=` at or after `from`; the text's length if there is none. */
export function nextKey(text: string, from: number): number {
  let equals = text.indexOf('=', from)
  while (equals >= 0) {
    const start = keyStart(text, equals)
    if (start > from && isKeyAt(text, start) && isBlank(text.charCodeAt(start - 1))) return start - 1
    equals = text.indexOf('=', equals + 1)
  }
  return text.length
}

function readPair(text: string, at: number): Pair | undefined {
  const equals = keyEnd(text, at)
  if (equals <= at) return undefined
  const key = text.slice(at, equals)
  const first = text.charCodeAt(equals + 1)
  if (first === 34) return readQuoted(text, key, equals + 2)
  if (first === 60 && text.charCodeAt(equals + 2) === 10) return readBlock(text, key, equals + 3)
  if (first === 60 && equals + 2 === text.length)
    return { key, from: text.length, to: text.length, form: 'block', open: true }
  return { key, from: equals + 1, to: bareEnd(text, equals + 1), form: 'bare', open: false }
}

function readQuoted(text: string, key: string, from: number): Pair {
  const end = quotedEnd(text, from)
  if (end.to < 0) return { key, from, to: text.length, form: end.raw ? 'raw' : 'quoted', open: true }
  return { key, from, to: end.to, form: end.raw ? 'raw' : 'quoted', open: false }
}

/** A klog block: `<`, lines behind a TAB, then a line of a blank and `>` (klog 2.40 and later). */
function readBlock(text: string, key: string, from: number): Pair {
  let line = from
  while (line >= 0 && line < text.length) {
    const mark = skipBlanks(text, line)
    if (text.charCodeAt(mark) === 62 && mark - line <= 1 && endsValue(text, mark + 1)) {
      return { key, from, to: Math.max(from, line - 1), form: 'block', open: false }
    }
    const next = text.indexOf('\n', line)
    line = next < 0 ? -1 : next + 1
  }
  return { key, from, to: text.length, form: 'block', open: true }
}

function behind(pair: Pair): number {
  if (pair.open) return Number.MAX_SAFE_INTEGER
  if (pair.form === 'bare') return pair.to
  return pair.form === 'block' ? pair.to + 3 : pair.to + 1
}

/** Quotes inside the value are not escaped: its end is the first quote before ` error=`, or behind which all is well-formed. */
function lenientEnd(text: string, from: number, first: number): number {
  let at = text.indexOf('"', first + 1)
  for (let n = 0; at >= 0 && n < MAX_CANDIDATES; n++) {
    if (endsValue(text, at + 1) && (ERROR_NEXT.test(text.slice(at + 1, at + 9)) || isWellFormed(text, at + 1)))
      return at
    at = text.indexOf('"', at + 1)
  }
  const last = text.lastIndexOf('"')
  return last >= from && last > first && endsValue(text, last + 1) ? last : -1
}

function isWellFormed(text: string, from: number): boolean {
  let at = skipBlanks(text, from)
  while (at < text.length) {
    const equals = keyEnd(text, at)
    if (equals <= at) return false
    const end = strictEnd(text, equals + 1)
    if (end < 0) return false
    at = skipBlanks(text, end)
  }
  return true
}

function strictEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== 34) return bareEnd(text, from)
  const end = closingQuote(text, from + 1)
  return end >= 0 && endsValue(text, end + 1) ? end + 1 : -1
}

function bareEnd(text: string, from: number): number {
  if (isBlank(text.charCodeAt(from)) && isKeyAt(text, skipBlanks(text, from))) return from
  const end = nextKey(text, from)
  return trimmedEnd(text, from, end)
}

function trimmedEnd(text: string, from: number, end: number): number {
  let to = end
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return to
}

function endsValue(text: string, at: number): boolean {
  if (at >= text.length) return true
  const next = skipBlanks(text, at)
  if (next === at) return text.startsWith('error="', at)
  return next >= text.length || isKeyAt(text, next)
}

/** Index of `=` if a key begins at `at`, else `at`. */
function keyEnd(text: string, at: number): number {
  if (!isKeyStart(text.charCodeAt(at))) return at
  let end = at + 1
  while (end - at < MAX_KEY && isKeyPart(text.charCodeAt(end))) end++
  return text.charCodeAt(end) === 61 ? end : at
}

function keyStart(text: string, equals: number): number {
  let start = equals
  while (start > 0 && equals - start < MAX_KEY && isKeyPart(text.charCodeAt(start - 1))) start--
  return start
}

function isKeyStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
}

/** Letters, digits and `_ - . /`: `fields.time`, `k8s.pod`, `app.kubernetes.io/name`. */
function isKeyPart(code: number): boolean {
  return isKeyStart(code) || (code >= 45 && code <= 57)
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

/** Takes the TAB (or the eight blanks that journalctl prints for it) off every line of a block. */
function unindent(value: string): string {
  return value
    .split('\n')
    .map((line) => (line.startsWith('\t') ? line.slice(1) : line.replace(/^ {1,8}/, '')))
    .join('\n')
}
