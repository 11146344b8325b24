/** Why a pattern is refused, and where in it (0-based); undefined where it may be used. */
export interface PatternFault {
  readonly at: number
  readonly why: string
}

/** What may stand in a pattern, for error messages and documentation. */
export const PATTERN_ALLOWS =
  'literals, . [classes] \\d \\w \\s \\b ^ $ (groups) a|b ? and bounded repeats of one character or class such as [^"]{1,40}'

const MAX_LENGTH = 300

const MAX_REPEAT = 200

/** Ways in which a pattern can match at one place: the work per character of a text is at most this. */
const MAX_WAYS = 4096

// The pieces of a pattern, one at a time: \d · [^"] · (?: · (?<x> · {1,40} · a
const piece = /\\(?:[1-9kpPuxc]|.)|\[\^?\]|\[(?:[^\]\\]|\\.)*\]|\(\?(?:<?[=!]|<|:)?|\{\d{1,4}(?:,\d{0,4})?\}|[\s\S]/y

interface Scan {
  readonly groups: { ways: number; branch: number }[]
  /** Ways of the alternatives before this one, and of this one. */
  done: number
  ways: number
  /** What a repeat would stand behind. */
  last: 'nothing' | 'single' | 'group' | 'repeat'
}

/**
 * Checks that an expression is matched in time linear in the text, whatever the text: it has no references and no look-around, only bounded
 * repeats of single characters, and few ways to match at one place. The engine backtracks, so the bound on ways is the proof.
 */
export function patternFault(pattern: string): PatternFault | undefined {
  if (pattern.length > MAX_LENGTH) return { at: MAX_LENGTH, why: `it is longer than ${MAX_LENGTH} characters` }
  const scan: Scan = { groups: [], done: 0, ways: 1, last: 'nothing' }
  piece.lastIndex = 0
  for (let at = 0; at < pattern.length; at = piece.lastIndex) {
    const text = piece.exec(pattern)?.[0] ?? ''
    const why = take(scan, text)
    if (why !== '') return { at, why }
    if (scan.done + scan.ways > MAX_WAYS)
      return { at, why: `it can match in more than ${MAX_WAYS} ways at one place; use smaller bounds or fewer repeats` }
  }
  return compileFault(pattern)
}

/** '' or why this piece is refused. */
function take(scan: Scan, text: string): string {
  const refusal = refused(text)
  if (refusal !== '') return refusal
  if (text === '(' || text === '(?:') return open(scan)
  if (text === ')') return close(scan)
  if (text === '|') return branch(scan)
  if (text === '?') return optional(scan)
  if (text.length > 1 && text.startsWith('{')) return repeat(scan, text)
  scan.last = 'single'
  return ''
}

function refused(text: string): string {
  if (text === '*' || text === '+') return `${text} has no upper bound; write one, such as {0,40}`
  if (/^\{\d+,\}$/.test(text)) return `${text} has no upper bound`
  if (/^\\[1-9k]/.test(text)) return 'it refers back to a group'
  if (/^\\[pPuxc]/.test(text)) return `the escape ${text} is not known here`
  if (/^\(\?<?[=!]/.test(text)) return 'it looks ahead or behind'
  if (text === '(?<') return 'groups have no names here'
  return text === '(?' ? 'the group has flags' : ''
}

function open(scan: Scan): string {
  scan.groups.push({ ways: scan.ways, branch: scan.done })
  scan.done = 0
  scan.ways = 1
  scan.last = 'nothing'
  return ''
}

function close(scan: Scan): string {
  const outer = scan.groups.pop()
  if (outer === undefined) return 'a ) without its ('
  scan.ways = outer.ways * (scan.done + scan.ways)
  scan.done = outer.branch
  scan.last = 'group'
  return ''
}

function branch(scan: Scan): string {
  scan.done += scan.ways
  scan.ways = 1
  scan.last = 'nothing'
  return ''
}

function optional(scan: Scan): string {
  if (scan.last === 'nothing') return 'a ? with nothing before it'
  // Behind a repeat it makes the repeat lazy, which changes the order of the ways, not their number.
  if (scan.last !== 'repeat') scan.ways *= 2
  scan.last = 'repeat'
  return ''
}

function repeat(scan: Scan, text: string): string {
  if (scan.last === 'group') return 'a group is repeated; only single characters and classes may be'
  if (scan.last !== 'single') return `${text} has no character or class before it`
  const [low = 0, high = low] = text.slice(1, -1).split(',').map(Number)
  if (high > MAX_REPEAT) return `${text} repeats more than ${MAX_REPEAT} times`
  scan.ways *= Math.max(1, high - low + 1)
  scan.last = 'repeat'
  return ''
}

function compileFault(pattern: string): PatternFault | undefined {
  try {
    compilePattern(pattern)
    return undefined
  } catch (error) {
    // Invalid regular expression: /(/iu: Unterminated group
    const message = error instanceof Error ? error.message : ''
    return { at: 0, why: `it is no regular expression: ${message.slice(message.lastIndexOf(': ') + 2)}` }
  }
}

/** The expression that a checked pattern stands for; case does not matter. */
export const compilePattern = (pattern: string): RegExp => new RegExp(pattern, 'iu')
