/** Blanks in front of both: the lines of a code block, not those of a message. One alone may be a blank of the text. */
export function sharedIndent(head: string, next: string): number {
  let at = 0
  while (head.charCodeAt(at) === 32 && next.charCodeAt(at) === 32) at++
  return at < 2 ? 0 : at
}
