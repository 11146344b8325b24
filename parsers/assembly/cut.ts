/** Lines shorter than this are not cut by a pager. */
const MIN_WIDTH = 40

/** How far back a `<` may stand that a final `>` closes (`<nil>`, `<none>`, `<invalid>`). */
const MAX_TAG = 40

/** Takes the mark of a pager (`>` of `less -S`, `…` of journalctl) off the end of a line that it cut; else the text as it is. */
export function withoutCutMark(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  if (last === 0x2026) return text.slice(0, -1)
  if (last !== 62 || text.length < MIN_WIDTH) return text
  return closesTag(text) ? text : text.slice(0, -1)
}

/** True where the final `>` belongs to the text: `<nil>`, `->`, `=>`. */
function closesTag(text: string): boolean {
  const before = text.charCodeAt(text.length - 2)
  if (before === 45 || before === 61) return true
  const open = text.lastIndexOf('<')
  return open > text.length - MAX_TAG && !text.slice(open, -1).includes('>')
}
