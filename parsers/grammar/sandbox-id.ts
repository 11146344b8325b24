/** Length of a full sandbox id: 64 hex digits. Machine, boot and static pod ids have 32 and are never taken for one. */
export const fullIdLength = 64

const isHexAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102)
}

const isAlphanumericAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

/** Position of the next stand-alone run of exactly 64 hex digits at or after `from`; -1 if there is none. */
export function nextFullId(text: string, from: number): number {
  let start = from
  while (start + fullIdLength <= text.length) {
    let at = start + fullIdLength - 1
    while (at >= start && isHexAt(text, at)) at--
    if (at >= start) {
      start = at + 1
      continue
    }
    if (isBounded(text, start)) return start
    start = endOfHex(text, start)
  }
  return -1
}

function isBounded(text: string, start: number): boolean {
  const end = start + fullIdLength
  if (end < text.length && isAlphanumericAt(text, end)) return false
  return start === 0 || !isAlphanumericAt(text, start - 1) || isEscapeLetter(text, start - 1)
}

// `\n64hex`, `\t64hex`: the letter of an escape is no part of the id.
const isEscapeLetter = (text: string, at: number): boolean =>
  at > 0 && text[at - 1] === '\\' && (text[at] === 'n' || text[at] === 't' || text[at] === 'r')

function endOfHex(text: string, start: number): number {
  let at = start
  while (at < text.length && isHexAt(text, at)) at++
  return at
}

/**
 * Full sandbox id named by a text at any escaping depth, or ''. An id that stands right behind a word with `andbox` in it
 * wins over an earlier one (containers, cached result paths); digests (`sha256:...`) are never taken.
 */
export function findSandboxId(text: string): string {
  let first = ''
  for (let at = nextFullId(text, 0); at >= 0; at = nextFullId(text, at + fullIdLength)) {
    const before = text.slice(Math.max(0, at - 24), at)
    if (before.endsWith('sha256:') || before.endsWith('sha256-')) continue
    const id = text.slice(at, at + fullIdLength)
    if (before.includes('andbox')) return id
    if (first === '') first = id
  }
  return first
}

/** Is `text` a full or a truncated id as crictl and kubectl print it (1 to 64 hex digits)? */
export function isSandboxId(text: string): boolean {
  return text.length > 0 && text.length <= fullIdLength && endOfHex(text, 0) === text.length
}

/**
 * The id of an operation whose message names the id as its client sent it (`crictl stopp b` prints `"b"`) while the full one
 * may stand in the error text: the full id, else the short one as printed, else ''.
 */
export function settleId(named: string, errorText: string): string {
  if (named.length === fullIdLength && isSandboxId(named)) return named
  const full = findSandboxId(errorText)
  if (full !== '') return full
  return isSandboxId(named) ? named : ''
}
