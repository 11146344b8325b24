/** Lines that no terminal or editor wraps are shorter. */
const MIN_WIDTH = 40

/** No terminal is narrower, so a single long line below this width is simply long. */
const TERMINAL_WIDTH = 80

/** A word that did not fit may leave this much of the line free. */
const MAX_SLACK = 24

/** The width at which the neighbourhood is wrapped, and whether more than one line shows it. */
export interface WrapWidth {
  readonly width: number
  readonly certain: boolean
}

/** So many lines of one length are no chance, even beside a longer line that nothing wrapped. */
const SAME_LENGTH = 3

/**
 * Reads the wrap width from the lengths of the lines round a break: the longest, certain if several lines are exactly as long; where one line
 * alone is longer than several of one length at least as wide as a terminal, their length.
 */
export function wrapWidth(lengths: readonly number[]): WrapWidth {
  let width = 0
  for (const length of lengths) if (length > width) width = length
  const times = timesOf(width, lengths)
  if (times !== 1) return { width, certain: times > 1 }
  let next = 0
  for (const length of lengths) if (length > next && length < width) next = length
  if (next >= TERMINAL_WIDTH && timesOf(next, lengths) >= SAME_LENGTH) return { width: next, certain: true }
  return { width, certain: false }
}

function timesOf(length: number, lengths: readonly number[]): number {
  let times = 0
  for (const other of lengths) if (other === length) times++
  return times
}

/**
 * How `next` goes on where `line` ends if a terminal broke them: '' behind a full line, ' ' where a word did not fit;
 * undefined if `line` is too short to have been broken.
 */
export function wrapJoin(line: string, next: string, wrap: WrapWidth): '' | ' ' | undefined {
  if (line.length < MIN_WIDTH || next.length > wrap.width + 1) return undefined
  const free = wrap.width - line.length
  if (free > MAX_SLACK) return undefined
  if (isHexBreak(line, next)) return ''
  if (!wrap.certain && !goesOn(line, next)) return undefined
  if (free <= 0) return ''
  const word = next.trimStart().split(' ', 1)[0] ?? ''
  return word.length + 1 > free || free === 1 ? joinWords(line, next) : undefined
}

function joinWords(line: string, next: string): '' | ' ' {
  return line.endsWith(' ') || next.startsWith(' ') ? '' : ' '
}

/** The break is inside a run of hexadecimal digits (an id). */
function isHexBreak(line: string, next: string): boolean {
  const before = /[0-9a-f]{6,}$/.exec(line)
  const after = /^[0-9a-f]+/.exec(next)
  return before !== null && after !== null && before[0].length + after[0].length <= 64
}

/** One full line alone proves little: it must be as wide as a terminal and its text stop in the middle of something. */
function goesOn(line: string, next: string): boolean {
  if (line.length < TERMINAL_WIDTH) return false
  const last = line.charCodeAt(line.length - 1)
  const first = next.charCodeAt(0)
  if (first === 32) return next.charCodeAt(1) !== 32
  return (
    isLower(first) ||
    first === 34 ||
    first === 58 ||
    first === 46 ||
    first === 44 ||
    first === 61 ||
    first === 125 ||
    last === 32
  )
}

function isLower(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}
