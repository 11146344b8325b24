import { isDigit } from '../grammar/scan.ts'

/** What a character announces: the name of a pod or namespace behind it, two of them with one character between, or how often a sandbox was tried. */
export type Anchor = 'name' | 'pair' | 'attempt'

const QUOTE = 34
const PAREN = 40
const COMMA = 44
const DASH = 45
const DOT = 46
const SLASH = 47
const ZERO = 48
const COLON = 58
const EQUALS = 61
const BRACKET = 91
const BACKSLASH = 92
const UNDERSCORE = 95
/** An attempt is a number of so few digits that it is exact. */
const MOST_DIGITS = 9

/** What the character at `mark` announces; undefined: nothing. Texts at such places differ from pod to pod. */
export function anchorAt(line: string, mark: number): Anchor | undefined {
  switch (line.charCodeAt(mark)) {
    case COLON:
      return fieldAt(line, mark)
    case QUOTE:
      return pairEnd(line, mark + 1, isPodQuote(line, mark)) ? 'pair' : undefined
    case EQUALS:
      return equalsAt(line, mark)
    case BRACKET:
      // [openshift-dns/dns-default-xxt6b 64 digits] and [default/web-xxt6b/UID:cbr0]
      return pairEnd(line, mark + 1, 'slash') ? 'pair' : undefined
    default:
      return undefined
  }
}

// &PodSandboxMetadata{Name:web-jf6v8x7w2-xxt6b,Uid:960d6036-7b7c-4fad-acce-14546dd4a43a,Namespace:default,Attempt:0,}
function fieldAt(line: string, mark: number): Anchor | undefined {
  if (line.startsWith('Attempt', mark - 7)) return attemptEnd(line, mark + 1) > 0 ? 'attempt' : undefined
  return line.startsWith('{Name', mark - 5) || line.startsWith('Namespace', mark - 9) ? 'name' : undefined
}

// pod=web-xxt6b_default(UID) and K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-xxt6b;
function equalsAt(line: string, mark: number): Anchor | undefined {
  if (line.startsWith('pod', mark - 3)) return pairEnd(line, mark + 1, 'none') ? 'pair' : undefined
  return line.startsWith('POD_NAME', mark - 8) || line.startsWith('POD_NAMESPACE', mark - 13) ? 'name' : undefined
}

/**
 * How a quoted pair may be written beside `name_namespace(`: pod="default/web-xxt6b" and pods=["default/web-xxt6b" with a slash,
 * pod "web-xxt6b_default" and pod \"web-xxt6b_default\" with nothing behind.
 */
function isPodQuote(line: string, mark: number): 'slash' | 'bare' | 'none' {
  const before = line.charCodeAt(mark - 1)
  if (before === EQUALS || before === BRACKET) return 'slash'
  const at = before === BACKSLASH ? mark - 1 : mark
  return line.startsWith('pod ', at - 4) ? 'bare' : 'none'
}

/** Two names stand at `at`, as they may be written there. */
function pairEnd(line: string, at: number, form: 'slash' | 'bare' | 'none'): boolean {
  const middle = nameEnd(line, at)
  if (middle === at) return false
  const mark = line.charCodeAt(middle)
  if (mark !== UNDERSCORE && (mark !== SLASH || form !== 'slash')) return false
  const end = nameEnd(line, middle + 1)
  if (end === middle + 1) return false
  const next = line.charCodeAt(end)
  if (mark === SLASH) return next === QUOTE || next === 32 || next === SLASH || next === COLON
  return next === PAREN || (form === 'bare' && (next === QUOTE || next === BACKSLASH))
}

/** Index behind the letters, digits, dots and dashes of a name. */
export function nameEnd(line: string, from: number): number {
  let at = from
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if (!((code >= 97 && code <= 122) || isDigit(code) || code === DASH || code === DOT)) break
  }
  return at
}

/** Index behind an attempt, written as numbers are; 0 where there is none. */
export function attemptEnd(line: string, from: number): number {
  let at = from
  while (isDigit(line.charCodeAt(at))) at++
  const isPlain = at > from && at - from <= MOST_DIGITS && (at === from + 1 || line.charCodeAt(from) !== ZERO)
  return isPlain && line.charCodeAt(at) === COMMA ? at : 0
}
